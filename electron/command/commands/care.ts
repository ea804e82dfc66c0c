// Models, doctor, backup and check from the command line.
import { resolve } from 'node:path';
import { type Command, word } from '../command.ts';
import { table } from '../table.ts';

export const careCommands: Command[] = [
  {
    name: 'models list',
    usage: '',
    about: 'Installed model packs, and well-known ones.',
    async run({ client }) {
      const value = await client.call('models.list', {});
      const installed = table(
        ['id', 'version', 'task', 'licence', 'in use'],
        value.installed.map((p) => [p.id, p.version, p.task, p.licence, p.problem ?? (p.inUse ? 'yes' : 'no')]),
      );
      const known = table(
        ['id', 'task', 'licence', 'address'],
        value.catalog.map((m) => [m.id, m.task, m.licence, m.address]),
      );
      return { value, text: `Installed:\n${installed}\n\nWell known:\n${known}` };
    },
  },
  {
    name: 'models install',
    usage: '<folder | zip | .onnx file>',
    about: 'Install a model pack.',
    library: 'make',
    check: (typed) => void word(typed, 0, 'a pack folder, zip or .onnx file'),
    async run(invocation) {
      const value = await invocation.client.call('models.install', {
        path: resolve(word(invocation, 0, 'a pack folder, zip or .onnx file')),
      });
      return { value, text: `Installed ${value.id}@${value.version} (${value.task}).` };
    },
  },
  {
    name: 'models remove',
    usage: '<id>',
    about: 'Remove an installed pack.',
    async run(invocation) {
      const value = await invocation.client.call('models.remove', { id: word(invocation, 0, 'the id of a pack') });
      return { value, text: 'Removed.' };
    },
  },
  {
    name: 'models verify',
    usage: '<id>',
    about: 'Check a pack against its hashes and load it once.',
    async run(invocation) {
      const value = await invocation.client.call('models.verify', { id: word(invocation, 0, 'the id of a pack') });
      return { value, text: value.message, bad: !value.ok };
    },
  },
  {
    name: 'doctor',
    usage: '',
    about: 'What this computer and this installation can do.',
    library: 'none',
    async run({ client }) {
      const value = await client.call('doctor.report', {});
      const lines = [`Herdbook ${value.version}, Node ${value.node}, ${value.platform}, ${value.cores} cores`];
      for (const { name, ok, message } of value.checks) lines.push(`${ok ? 'good ' : 'WRONG'}  ${name}: ${message}`);
      for (const { name, available, reason } of value.providers)
        lines.push(`${available ? 'has  ' : 'lacks'}  ${name}: ${reason}`);
      return { value, text: lines.join('\n'), bad: value.checks.some(({ ok }) => !ok) };
    },
  },
  {
    name: 'backup',
    usage: '',
    about: "Write a copy of the catalogue into the library's backups folder.",
    async run({ client }) {
      const value = await client.call('library.backup', {});
      return { value, text: value.file };
    },
  },
  {
    name: 'check',
    usage: '',
    about: 'Look for damage: missing or changed files, rows without their other half, stuck work.',
    options: { hashes: { type: 'boolean', about: 'read every file and compare its hash' } },
    async run({ client, options }) {
      const value = await client.call('library.check', { hashes: options.hashes === true });
      return {
        value,
        text: value.ok
          ? 'The library is sound.'
          : table(
              ['kind', 'subject', 'problem'],
              value.problems.map((p) => [p.kind, p.subject, p.message]),
            ),
        bad: !value.ok,
      };
    },
  },
];
