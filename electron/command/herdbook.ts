// The `herdbook` command. Standard output carries the result and nothing else.
import { runCommand } from './run.ts';

const args = process.argv.slice(2);
if (args[0] === 'serve') {
  process.argv.splice(2, 1);
  await import('../web/serve.ts');
} else {
  const { code, text } = await runCommand(args, (line) => process.stderr.write(`${line}\n`));
  if (text !== '') await new Promise<void>((resolve) => process.stdout.write(`${text}\n`, () => resolve()));
  process.exit(code);
}
