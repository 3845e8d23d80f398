// Turns the line drawings in assets/drawings into filled outlines in assets/icons.
//
// Fyne colours an icon by its fills alone, so a stroke would stay black in the dark theme.
// Needed only after a drawing was changed: npm install --no-save @napi-rs/canvas && node scripts/outline-icons.mjs
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { Path2D } from '@napi-rs/canvas'

const drawings = new URL('../assets/drawings/', import.meta.url)
const icons = new URL('../assets/icons/', import.meta.url)
const pen = { width: 1.75, cap: 1 /* round */, join: 1 /* round */ }

for (const name of readdirSync(drawings)) {
  const drawing = readFileSync(new URL(name, drawings), 'utf8')
  const whole = new Path2D()
  for (const [, d] of drawing.matchAll(/\bd="([^"]+)"/g)) {
    whole.op(new Path2D(d).stroke(pen), 2 /* union */)
  }
  const outline = windHoles(contours(whole.simplify().toSVGString()))
  writeFileSync(new URL(name, icons),
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path fill="#000000" d="${outline}"/></svg>\n`)
}

// A contour is its start and its segments, each a list of points of which the last is the end.
function contours(d) {
  return d.split('M').slice(1).map(part => {
    const [start, ...segments] = part.replace('Z', '').split(/[LQC]/)
      .map(s => s.trim().split(/[ ,]+/).map(n => Math.round(n * 100) / 100))
    return { start, segments: segments.map(pairs) }
  })
}

function pairs(numbers) {
  return Array.from({ length: numbers.length / 2 }, (_, i) => numbers.slice(2 * i, 2 * i + 2))
}

// Fyne's renderer fills by the non-zero rule and ignores fill-rule: a hole must run the other way round than its rim.
function windHoles(all) {
  return all.map((c, i) => {
    const depth = all.filter((other, j) => j !== i && inside(c.start, polygon(other))).length
    const hole = depth % 2 === 1
    return write((area(polygon(c)) < 0) === hole ? c : reverse(c))
  }).join('')
}

function polygon(c) { return [c.start, ...c.segments.map(s => s.at(-1))] }

function area(points) {
  return points.reduce((sum, [x, y], i) => {
    const [nx, ny] = points[(i + 1) % points.length]
    return sum + x * ny - nx * y
  }, 0)
}

function inside([x, y], points) {
  return points.reduce((odd, [ax, ay], i) => {
    const [bx, by] = points[(i + 1) % points.length]
    return (ay > y) !== (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax ? !odd : odd
  }, false)
}

function reverse(c) {
  const points = [[c.start], ...c.segments]
  const segments = []
  for (let i = points.length - 1; i > 0; i--) {
    segments.push([...points[i].slice(0, -1).reverse(), points[i - 1].at(-1)])
  }
  return { start: points.at(-1).at(-1), segments }
}

function write(c) {
  return `M${c.start.join(' ')}` + c.segments.map(s => ' LQC'[s.length] + s.flat().join(' ')).join('') + 'Z'
}
