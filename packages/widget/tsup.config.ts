import { defineConfig } from 'tsup'

export default defineConfig({
  entry: { widget: 'src/widget.ts' },
  format: 'esm',
  target: ['safari15.4', 'ios15.4', 'chrome100', 'firefox115'],
  minify: true,
  splitting: true,
  sourcemap: true,
  noExternal: [/.*/],
})
