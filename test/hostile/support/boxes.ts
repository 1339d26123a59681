/** An MP4 box: its size, its type, its content. */
export function box(type: string, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, body]);
}

/** A copy in which the box of this type claims another size. */
export function withSize(file: Buffer, type: string, size: number): Buffer {
  const copy = Buffer.from(file);
  copy.writeUInt32BE(size, placeOf(copy, type) - 4);
  return copy;
}

/** A copy with a 32-bit number written so many bytes behind the box's type. */
export function withNumber(file: Buffer, type: string, offset: number, value: number): Buffer {
  const copy = Buffer.from(file);
  copy.writeUInt32BE(value >>> 0, placeOf(copy, type) + 4 + offset);
  return copy;
}

/** A copy in which the box is called something else. */
export function renamed(file: Buffer, type: string, to: string): Buffer {
  const copy = Buffer.from(file);
  copy.write(to, placeOf(copy, type), "latin1");
  return copy;
}

/** Behind the first box, which lists codecs by the same four letters. */
function placeOf(file: Buffer, type: string): number {
  const place = file.indexOf(type, file.readUInt32BE(0), "latin1");
  if (place < 0) throw new Error(`no ${type} box`);
  return place;
}
