// The bundler's plugin type, by way of the build tool that we depend on.

import type { Options } from 'tsup'

export type Plugin = NonNullable<Options['esbuildPlugins']>[number]
