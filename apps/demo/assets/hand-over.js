// Draws the QR code on a canvas and offers it as a PNG. It is drawn from its path, so that no picture has to be loaded.
const picture = document.querySelector('.qr svg')
const button = document.querySelector('#png')

button?.addEventListener('click', () => {
  const { width } = picture.viewBox.baseVal
  const scale = Math.ceil(960 / width)
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = width * scale
  const context = canvas.getContext('2d')
  context.scale(scale, scale)
  for (const path of picture.querySelectorAll('path')) {
    context.fillStyle = path.getAttribute('fill')
    context.fill(new Path2D(path.getAttribute('d')))
  }
  canvas.toBlob((blob) => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(blob)
    link.download = 'qr.png'
    link.click()
    URL.revokeObjectURL(link.href)
  })
})
