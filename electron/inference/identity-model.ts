// The smallest ONNX model there is, y = x for one number, written out by hand so that a provider can be tried without any file.
// Field numbers are those of onnx.proto (ModelProto, GraphProto, NodeProto, ValueInfoProto).

const bytes = (field: number, content: Uint8Array | string): number[] => {
  const data = typeof content === 'string' ? Buffer.from(content) : content;
  return [(field << 3) | 2, data.length, ...data];
};
const integer = (field: number, value: number): number[] => [field << 3, value];
const message = (...parts: number[][]): Uint8Array => Uint8Array.from(parts.flat());

/** Input `x` and output `y`: float32 of shape [1]; IR version 8, operator set 13. */
export function identityModel(): Uint8Array {
  const FLOAT = 1;
  const shape = message(bytes(1, message(integer(1, 1))));
  const type = message(bytes(1, message(integer(1, FLOAT), bytes(2, shape))));
  const node = message(bytes(1, 'x'), bytes(2, 'y'), bytes(4, 'Identity'));
  const value = (name: string) => message(bytes(1, name), bytes(2, type));
  const graph = message(bytes(1, node), bytes(2, 'identity'), bytes(11, value('x')), bytes(12, value('y')));
  return message(integer(1, 8), bytes(7, graph), bytes(8, message(bytes(1, ''), integer(2, 13))));
}
