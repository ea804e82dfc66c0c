// The contract as text for people: docs/contract.md is made from it, and a test keeps the two the same.
import { z } from 'zod';
import { coreCalls, hostCalls } from './contract.ts';
import { events } from './events.ts';

interface Shape {
  type?: string | string[];
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  prefixItems?: Shape[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Shape[];
  default?: unknown;
}

/** Markdown that lists every call and event with its fields. */
export function describeContract(): string {
  const lines = [
    '# The contract',
    '',
    'Made by `node scripts/write-contract.ts` from `shared/contract/`; do not edit. Fields with `?` may be left out.',
    '',
  ];
  for (const [title, group] of [
    ['Calls that core answers', coreCalls],
    ['Calls that the host answers', hostCalls],
  ] as const) {
    lines.push(`## ${title}`, '');
    for (const [name, call] of Object.entries(group)) {
      lines.push(
        `### \`${name}\``,
        '',
        call.about,
        '',
        `- in: ${shown(call.input, 'input')}`,
        `- out: ${shown(call.output, 'output')}`,
        '',
      );
    }
  }
  lines.push('## Events', '');
  for (const [name, schema] of Object.entries(events)) lines.push(`- \`${name}\`: ${shown(schema, 'output')}`);
  return `${lines.join('\n')}\n`;
}

const shown = (schema: z.ZodType, io: 'input' | 'output'): string =>
  `\`${typeText(z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' }) as Shape)}\``;

function typeText(shape: Shape, depth = 0): string {
  if (shape.const !== undefined) return JSON.stringify(shape.const);
  if (shape.enum !== undefined) return shape.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (shape.anyOf !== undefined) return shape.anyOf.map((part) => typeText(part, depth)).join(' | ');
  if (shape.prefixItems !== undefined)
    return `[${shape.prefixItems.map((part) => typeText(part, depth + 1)).join(', ')}]`;
  if (shape.type === 'array') return `${wrapped(typeText(shape.items ?? {}, depth + 1))}[]`;
  if (shape.type !== 'object' || shape.properties === undefined)
    return Array.isArray(shape.type) ? shape.type.join(' | ') : (shape.type ?? 'anything');
  const fields = Object.entries(shape.properties).map(
    ([name, part]) =>
      `${name}${shape.required?.includes(name) === true && part.default === undefined ? '' : '?'}: ${depth > 2 ? '…' : typeText(part, depth + 1)}`,
  );
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

const wrapped = (text: string): string => (text.includes(' | ') ? `(${text})` : text);
