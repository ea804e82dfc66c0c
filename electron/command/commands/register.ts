// Individuals, identification and review from the command line.
import type { DetectionId, IndividualId } from '../../../shared/domain/ids.ts';
import { RegisterSpecies } from '../../../shared/domain/words.ts';
import { UsageError } from '../../../shared/errors.ts';
import { type Command, type Invocation, number, oneOf, text, word } from '../command.ts';
import { table } from '../table.ts';

const individualId = (invocation: Invocation, index: number) =>
  word(invocation, index, 'the id of an individual') as IndividualId;
const detectionId = (invocation: Invocation, index: number) =>
  word(invocation, index, 'the id of a detection') as DetectionId;

/** The individual named, or the one the program proposes for the detection. */
async function individualInQuestion(invocation: Invocation): Promise<IndividualId> {
  const named = invocation.words[1];
  if (named !== undefined) return named as IndividualId;
  const { detection } = await invocation.client.call('detections.show', { id: detectionId(invocation, 0) });
  if (detection.identification !== 'proposed' || detection.individualId === null)
    throw new UsageError('No individual is proposed for this detection; name one after it.', { field: 'individual' });
  return detection.individualId;
}

export const registerCommands: Command[] = [
  {
    name: 'individuals list',
    usage: '',
    about: 'The register.',
    options: { species: { type: 'string', about: RegisterSpecies.options.join(' or ') } },
    async run(invocation) {
      const species = oneOf(invocation, 'species', RegisterSpecies.options);
      const value = await invocation.client.call('individuals.list', species === undefined ? {} : { species });
      return {
        value,
        text: table(
          ['id', 'name', 'species', 'detections', 'encounters', 'first seen', 'last seen'],
          value.map((i) => [i.id, i.name, i.species, i.detections, i.encounters, i.firstSeen, i.lastSeen]),
        ),
      };
    },
  },
  {
    name: 'individuals show',
    usage: '<id>',
    about: 'One individual with its sightings.',
    async run(invocation) {
      const value = await invocation.client.call('individuals.show', { id: individualId(invocation, 0) });
      return { value, text: JSON.stringify(value, null, 2) };
    },
  },
  {
    name: 'individuals rename',
    usage: '<id> <name>',
    about: 'Give an individual a name.',
    async run(invocation) {
      const value = await invocation.client.call('individuals.update', {
        id: individualId(invocation, 0),
        name: word(invocation, 1, 'the new name'),
      });
      return { value, text: `It is called ${value.name} now.` };
    },
  },
  {
    name: 'individuals merge',
    usage: '<keep> <remove>',
    about: 'Two profiles are one animal; everything goes to the first.',
    async run(invocation) {
      const value = await invocation.client.call('individuals.merge', {
        keep: individualId(invocation, 0),
        remove: individualId(invocation, 1),
      });
      return { value, text: 'Merged. Undo with: herdbook review undo' };
    },
  },
  {
    name: 'individuals split',
    usage: '<id> <detection…>',
    about: 'Some detections of a profile are another animal.',
    options: { name: { type: 'string', about: 'name of the new individual' } },
    async run(invocation) {
      const name = text(invocation, 'name');
      detectionId(invocation, 1);
      const value = await invocation.client.call('individuals.split', {
        id: individualId(invocation, 0),
        detectionIds: invocation.words.slice(1) as DetectionId[],
        ...(name === undefined ? {} : { name }),
      });
      return { value, text: 'Split. Undo with: herdbook review undo' };
    },
  },
  {
    name: 'identify',
    usage: '<detection>',
    about: 'Propose who one detection is.',
    works: true,
    options: { threshold: { type: 'string', about: 'score from which a known individual is proposed, 0–1' } },
    async run(invocation) {
      const threshold = number(invocation, 'threshold');
      const value = await invocation.client.call('match.identify', {
        detectionId: detectionId(invocation, 0),
        ...(threshold === undefined ? {} : { threshold }),
      });
      return {
        value,
        text: `${value.createdNewProfile ? 'A new individual' : 'Proposed'}: ${value.matchedIndividualId ?? '–'} (${value.matchConfidence.toFixed(2)})`,
      };
    },
  },
  {
    name: 'review list',
    usage: '',
    about: 'What waits for a person, most useful first.',
    options: { limit: { type: 'string', about: 'how many, 1–100' } },
    async run(invocation) {
      const limit = number(invocation, 'limit');
      const { total, items } = await invocation.client.call(
        'review.queue',
        limit === undefined ? { limit: 100 } : { limit },
      );
      const value = { total, items };
      return {
        value,
        text: `${total} waiting.\n${table(
          ['detection', 'photograph', 'proposed', 'score'],
          items.map((item) => [
            item.detection.id,
            item.media.name,
            item.candidates.find((c) => c.individualId === item.proposedIndividualId)?.name ??
              item.proposedIndividualId,
            item.detection.score?.toFixed(2),
          ]),
        )}`,
      };
    },
  },
  {
    name: 'review confirm',
    usage: '<detection> [individual]',
    about: 'Say that a detection is an individual (default: the one proposed).',
    async run(invocation) {
      const value = await invocation.client.call('review.confirm', {
        detectionId: detectionId(invocation, 0),
        individualId: await individualInQuestion(invocation),
      });
      return { value, text: 'Confirmed.' };
    },
  },
  {
    name: 'review reject',
    usage: '<detection> [individual]',
    about: 'Say that a detection is not an individual (default: the one proposed).',
    async run(invocation) {
      const value = await invocation.client.call('review.reject', {
        detectionId: detectionId(invocation, 0),
        individualId: await individualInQuestion(invocation),
      });
      return { value, text: 'Rejected; it will not be offered again.' };
    },
  },
  {
    name: 'review undo',
    usage: '',
    about: 'Undo the last action of a person.',
    async run({ client }) {
      const value = await client.call('journal.undo', {});
      return { value, text: `Undone: ${value.summary}` };
    },
  },
  {
    name: 'review redo',
    usage: '',
    about: 'Redo what was undone last.',
    async run({ client }) {
      const value = await client.call('journal.redo', {});
      return { value, text: `Done again: ${value.summary}` };
    },
  },
  {
    name: 'analysis similarity',
    usage: '',
    about: 'All best scores: histogram, assignment rates, a recommended threshold.',
    async run({ client }) {
      const value = await client.call('analysis.similarity', {});
      return {
        value,
        text: `${value.message}\n${table(
          ['threshold', 'assigned', 'share'],
          value.rates.map((r) => [r.threshold, r.assigned, `${(r.rate * 100).toFixed(1)} %`]),
        )}`,
      };
    },
  },
  {
    name: 'analysis identity',
    usage: '',
    about: 'How well individuals are told apart, measured on what people confirmed.',
    options: { species: { type: 'string', about: RegisterSpecies.options.join(' or ') } },
    async run(invocation) {
      const species = oneOf(invocation, 'species', RegisterSpecies.options);
      const value = await invocation.client.call('analysis.identity', species === undefined ? {} : { species });
      const share = (part: number | null) => (part === null ? null : `${(part * 100).toFixed(1)} %`);
      return {
        value,
        text: `${value.message}\n${table(
          ['queries', 'individuals', 'top-1', 'top-5', 'mAP'],
          [[value.queries, value.individuals, share(value.top1), share(value.top5), share(value.meanAveragePrecision)]],
        )}`,
      };
    },
  },
];
