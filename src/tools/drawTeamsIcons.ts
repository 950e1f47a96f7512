import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { ACCENT_COLOR, ICON_FILES } from '../channels/teams/manifest';
import { PROJECT_ROOT } from '../projectRoot';

/** The signed distance in pixels from a point to the edge of a shape, negative inside. */
type Shape = (x: number, y: number) => number;
type Color = readonly [red: number, green: number, blue: number];
type Point = readonly [x: number, y: number];
/** Painted one above the other, the first at the bottom. */
type Picture = readonly { shape: Shape; color: Color }[];

/** A square of RGBA pixels, row by row, not premultiplied. */
export interface Raster {
  size: number;
  pixels: Uint8Array;
}

const WHITE: Color = [255, 255, 255];
const CREAM: Color = [255, 247, 238];
const CORAL: Color = [226, 109, 84];
const TEAL = fromHex(ACCENT_COLOR);
/** Sub-pixels a pixel, each way, for smooth edges. */
const FINENESS = 8;

/** 192x192: a speech bubble with a spine in it, sore between the shoulder blades; within the middle 120x120. */
export function drawColorIcon(): Raster {
  const bubble = union(box(96, 88, 58, 50, 34), pill([72, 124], [58, 152], 15, 3));
  const spine = vertebrae({
    count: 6,
    x: 96,
    top: 54,
    bottom: 122,
    sway: 5,
    length: [24, 36],
    thickness: 9.6,
  });
  return paint(192, [
    { shape: () => -Infinity, color: TEAL },
    { shape: bubble, color: CREAM },
    ...spine.map((shape, i) => ({ shape, color: i === 2 ? CORAL : TEAL })),
  ]);
}

/** 32x32, white on transparent: the same picture in lines. */
export function drawOutlineIcon(): Raster {
  const bubble = union(box(16, 14, 14, 12, 8), pill([12, 24], [7.5, 30], 4, 0.6));
  const spine = vertebrae({
    count: 4,
    x: 16,
    top: 8,
    bottom: 20,
    sway: 1,
    length: [7, 10],
    thickness: 2,
  });
  return paint(
    32,
    [edge(bubble, 2), ...spine].map((shape) => ({ shape, color: WHITE })),
  );
}

function fromHex(hex: string): Color {
  const value = parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** Bars across an S-shaped back, longer towards the bottom. */
function vertebrae(back: {
  count: number;
  x: number;
  top: number;
  bottom: number;
  sway: number;
  length: readonly [top: number, bottom: number];
  thickness: number;
}): Shape[] {
  const height = back.bottom - back.top;
  return Array.from({ length: back.count }, (_, i) => {
    const down = i / (back.count - 1);
    const x = back.x - back.sway * Math.sin(2 * Math.PI * down);
    // Bars at right angles to the curve would touch each other.
    const slope = (-0.3 * 2 * Math.PI * back.sway * Math.cos(2 * Math.PI * down)) / height;
    const radius = back.thickness / 2;
    const half = (back.length[0] + down * (back.length[1] - back.length[0])) / 2 - radius;
    const [dx, dy] = [half / Math.hypot(1, slope), (-half * slope) / Math.hypot(1, slope)];
    const y = back.top + down * height;
    return pill([x - dx, y - dy], [x + dx, y + dy], radius, radius);
  });
}

function box(cx: number, cy: number, halfWidth: number, halfHeight: number, corner: number): Shape {
  return (x, y) => {
    const dx = Math.abs(x - cx) - halfWidth + corner;
    const dy = Math.abs(y - cy) - halfHeight + corner;
    return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - corner;
  };
}

/** A thick line with round ends of its own radius each. */
function pill([ax, ay]: Point, [bx, by]: Point, startRadius: number, endRadius: number): Shape {
  const [wx, wy] = [bx - ax, by - ay];
  return (x, y) => {
    const along = ((x - ax) * wx + (y - ay) * wy) / (wx * wx + wy * wy);
    const t = Math.min(1, Math.max(0, along));
    return Math.hypot(x - ax - t * wx, y - ay - t * wy) - startRadius - t * (endRadius - startRadius);
  };
}

function union(...shapes: Shape[]): Shape {
  return (x, y) => Math.min(...shapes.map((shape) => shape(x, y)));
}

function edge(shape: Shape, width: number): Shape {
  return (x, y) => {
    const distance = shape(x, y);
    return Math.max(distance, -distance - width);
  };
}

function paint(size: number, picture: Picture): Raster {
  const pixels = new Uint8Array(size * size * 4);
  for (let i = 0; i < size * size; i++)
    pixels.set(paintPixel(picture, i % size, Math.floor(i / size)), i * 4);
  return { size, pixels };
}

/** The mean of the sub-pixels; one that nothing covers is white, for viewers that forget about alpha. */
function paintPixel(picture: Picture, left: number, top: number): number[] {
  // Away from every edge one look is enough.
  const onEdge = picture.some(({ shape }) => Math.abs(shape(left + 0.5, top + 0.5)) < 1.5);
  const fineness = onEdge ? FINENESS : 1;
  const seen = Array.from({ length: fineness * fineness }, (_, i) => {
    const x = left + ((i % fineness) + 0.5) / fineness;
    const y = top + (Math.floor(i / fineness) + 0.5) / fineness;
    return picture.findLast(({ shape }) => shape(x, y) <= 0)?.color;
  }).filter((color) => color !== undefined);
  if (seen.length === 0) return [...WHITE, 0];
  const mean = ([0, 1, 2] as const).map((c) => seen.reduce((sum, color) => sum + color[c], 0) / seen.length);
  return [...mean.map(Math.round), Math.round((255 * seen.length) / fineness ** 2)];
}

/** A PNG file, 8 bits a channel, RGBA, rows unfiltered (PNG specification, third edition). */
export function encodePng({ size, pixels }: Raster): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 6, 0, 0, 0]);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  const rows = Array.from({ length: size }, (_, row) => [
    Buffer.of(0),
    pixels.subarray(row * size * 4, (row + 1) * size * 4),
  ]);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows.flat()), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

if (require.main === module) {
  const folder = join(PROJECT_ROOT, 'src/channels/teams/icons');
  writeFileSync(join(folder, ICON_FILES.color), encodePng(drawColorIcon()));
  writeFileSync(join(folder, ICON_FILES.outline), encodePng(drawOutlineIcon()));
}
