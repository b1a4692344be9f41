import { expect, it } from 'vitest'
import { drawMarks } from './drawMarks.ts'

const draw = (marks: Parameters<typeof drawMarks>[1]) => {
  const drawn: (string | number[])[] = []
  const context = {
    set fillStyle(colour: string) {
      drawn.push(colour)
    },
    beginPath() {},
    rect: (...box: number[]) => drawn.push(box),
    fill() {},
  }
  drawMarks(context as unknown as CanvasRenderingContext2D, marks, {
    x: seconds => seconds * 10,
    width: 100,
    top: 5,
    step: 6,
    height: 4,
  })
  return drawn
}

it('draws colour by colour, each mark in its track, cut at the edges', () => {
  expect(
    draw([
      { from: -1, to: 1, colour: 'red', track: 0 },
      { from: 2, to: 3, colour: 'blue', track: 1 },
      { from: 9, to: 20, colour: 'red', track: 1 },
      { from: 30, to: 40, colour: 'red', track: 0 },
    ]),
  ).toEqual(['red', [0, 5, 10, 4], [90, 11, 10, 4], 'blue', [20, 11, 10, 4]])
})

it('shows the shortest, and leaves out what is covered already', () => {
  expect(
    draw([
      { from: 1, to: 1, colour: 'red', track: 0 },
      { from: 1, to: 1.15, colour: 'red', track: 0 },
      { from: 1.1, to: 1.15, colour: 'red', track: 1 },
      { from: 1.1, to: 1.4, colour: 'red', track: 0 },
    ]),
  ).toEqual(['red', [10, 5, 2, 4], [11, 11, 2, 4], [11, 5, 3, 4]])
})
