// Comparing two coats means some hundred thousand products of 128 bytes each. Plain JavaScript needs a tenth of a second for that, the
// processor's vector instructions one or two milliseconds; WebAssembly reaches those on every machine, without a native library. The
// program is one loop, written down here instruction by instruction, so that nothing has to be compiled to build Herdbook.
import { descriptorLength } from './descriptor.ts';

/** Bytes that one vector load widens to sixteen-bit numbers. */
const lane = 8;
const registers = descriptorLength / lane;

/** Unsigned LEB128, WebAssembly's way to write numbers. */
function leb(value: number): number[] {
  const bytes: number[] = [];
  do {
    const low = value & 0x7f;
    value >>>= 7;
    bytes.push(value === 0 ? low : low | 0x80);
  } while (value !== 0);
  return bytes;
}
const counted = (bytes: readonly number[]): number[] => [...leb(bytes.length), ...bytes];
const section = (id: number, ...bytes: number[]): number[] => [id, ...counted(bytes)];
const named = (text: string): number[] => counted([...Buffer.from(text)]);

// Instructions (WebAssembly core specification 2.0, section 5.4), only those used.
const i32 = 0x7f;
const v128 = 0x7b;
const get = (local: number): number[] => [0x20, ...leb(local)];
const set = (local: number): number[] => [0x21, ...leb(local)];
const loadBytes = (offset: number): number[] => [0xfd, 0x02, 0, ...leb(offset)];
const dot = [0xfd, 0xba, 0x01];
const addLanes = [0xfd, 0xae, 0x01];
const lanes = (local: number): number[] =>
  [0, 1, 2, 3].flatMap((i) => [...get(local), 0xfd, 0x1b, i, ...(i === 0 ? [] : [0x6a])]);
const advance = (local: number, by: number): number[] => [...get(local), 0x41, ...signed(by), 0x6a, ...set(local)];
/** Signed LEB128 of a number between −8192 and 8191. */
const signed = (value: number): number[] => [(value & 0x7f) | 0x80, (value >> 7) & 0x7f];

/** products(a, b, count, out): the products of the description at `a` with `count` descriptions from `b` on, as 32-bit numbers. */
function program(): Uint8Array {
  const [a, b, count, out] = [0, 1, 2, 3];
  const held = (k: number): number => 4 + k;
  const sum = 4 + registers;
  const each = Array.from({ length: registers }, (_, k) => k);
  const body = [
    ...[1, registers + 1, v128],
    ...each.flatMap((k) => [...get(a), ...loadBytes(k * lane), ...set(held(k))]),
    ...[0x03, 0x40],
    ...each.flatMap((k) => [...get(held(k)), ...get(b), ...loadBytes(k * lane), ...dot, ...(k === 0 ? [] : addLanes)]),
    ...set(sum),
    ...[...get(out), ...lanes(sum), 0x36, 2, 0],
    ...advance(b, descriptorLength),
    ...advance(out, 4),
    ...advance(count, -1),
    // While any are left, again; then the end of the loop and of the function.
    ...[...get(count), 0x0d, 0, 0x0b, 0x0b],
  ];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, 1, 0x60, 4, i32, i32, i32, i32, 0),
    ...section(3, 1, 0),
    ...section(5, 1, 0, 1),
    ...section(7, 2, ...named('memory'), 2, 0, ...named('products'), 0, 0),
    ...section(10, 1, ...counted(body)),
  ]);
}

interface Program {
  memory: { buffer: ArrayBuffer; grow(pages: number): void };
  products(a: number, b: number, count: number, out: number): void;
}

/** What is used of WebAssembly: Node has it, its type declarations do not. */
interface Engine {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { exports: unknown };
}
const { WebAssembly: engine } = globalThis as unknown as { WebAssembly: Engine };

let loaded: Program | undefined;
const page = 65_536;

/**
 * Tells `row` the products of every description of `a` with all of `b`: its place in `a`, and as many numbers as `b` has descriptions,
 * which are overwritten after the call. `a` and `b` are n × 128 bytes.
 */
export function eachRowOfProducts(
  a: Uint8Array,
  b: Uint8Array,
  row: (place: number, products: Int32Array) => void,
): void {
  loaded ??= new engine.Instance(new engine.Module(program())).exports as Program;
  const { memory, products } = loaded;
  const count = b.length / descriptorLength;
  if (count === 0) return;
  const outAt = Math.ceil((a.length + b.length) / 4) * 4;
  const missing = outAt + count * 4 - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / page));
  const bytes = new Uint8Array(memory.buffer);
  bytes.set(a);
  bytes.set(b, a.length);
  const answer = new Int32Array(memory.buffer, outAt, count);
  for (let place = 0, at = 0; at < a.length; place++, at += descriptorLength) {
    products(at, a.length, count, outAt);
    row(place, answer);
  }
}
