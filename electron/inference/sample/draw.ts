// Draws the sample cards from the command line: node electron/inference/sample/draw.ts <folder> [events]
import { drawSampleCard } from './card.ts';

const [folder, events] = process.argv.slice(2);
if (!folder) {
  console.error('Say where the sample is to be drawn: node electron/inference/sample/draw.ts <folder> [events]');
  process.exitCode = 2;
} else {
  const truth = await drawSampleCard({
    folder,
    ...(events && { events: Number(events) }),
    onProgress: (done, total) => process.stderr.write(`\r${done} of ${total} photographs`),
  });
  process.stderr.write('\n');
  console.log(JSON.stringify(truth, null, 2));
}
