// Writes docs/contract.md from the contract itself.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeContract } from '../shared/contract/describe.ts';

writeFileSync(join(import.meta.dirname, '../docs/contract.md'), describeContract());
