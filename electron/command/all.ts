// All commands, in the order of a photograph's journey.
import type { Command } from './command.ts';
import { careCommands } from './commands/care.ts';
import { catalogueCommands } from './commands/catalogue.ts';
import { importCommands } from './commands/import.ts';
import { registerCommands } from './commands/register.ts';
import { reportCommands } from './commands/report.ts';
import { streamCommands } from './commands/streams.ts';

export const commands: readonly Command[] = [
  ...importCommands,
  ...catalogueCommands,
  ...registerCommands,
  ...streamCommands,
  ...reportCommands,
  ...careCommands,
];

export function helpText(): string {
  const lines = ['herdbook <command> --library <folder> [--json]', ''];
  for (const { name, usage, about, options } of commands) {
    lines.push(`  ${`${name} ${usage}`.trim()}`, `      ${about}`);
    for (const [option, spec] of Object.entries(options ?? {}))
      lines.push(`      --${option}${spec.type === 'string' ? ' <…>' : ''}  ${spec.about}`);
  }
  lines.push('  serve [--port <number>]', '      Serve the window to a browser on this computer.', '');
  lines.push('Results go to standard output, progress to standard error. Exit 0 done, 1 failed, 2 wrong usage.');
  return lines.join('\n');
}
