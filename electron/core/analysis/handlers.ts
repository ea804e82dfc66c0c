// The call that measures recognition against what people confirmed.
import { setImmediate as turn } from 'node:timers/promises';
import type { CoreHandlers, Output } from '../../../shared/contract/contract.ts';
import { confirmedBodies, countConfirmed } from '../../store/confirmed.ts';
import type { House } from '../house.ts';
import { bodyModel } from '../match/bodies.ts';
import { type Ranked, type RankingSummary, rankOne, summarise } from './ranking.ts';

type Report = Output<'analysis.identity'>;

/** Fewer queries than these say nothing yet. */
const ENOUGH_QUERIES = 20;
/** Queries answered before other work gets its turn. */
const AT_ONCE = 16;

export function analysisHandlers(house: House): Pick<CoreHandlers, 'analysis.identity'> {
  return {
    'analysis.identity': async ({ species }, { signal }): Promise<Report> => {
      const library = house.library();
      const { db } = library.store;
      const model = (await bodyModel(library)).name;
      const pictures = (await confirmedBodies(db, model)).filter(
        (one) => species === undefined || one.species === species,
      );
      const ranked: Ranked[] = [];
      for (const of of Map.groupBy(pictures, (picture) => picture.species).values())
        for (const [i, query] of of.entries()) {
          const answer = rankOne(query, of);
          if (answer !== null) ranked.push(answer);
          if (i % AT_ONCE === 0) await turn();
          signal.throwIfAborted();
        }
      const summary = summarise(ranked);
      const counts = {
        confirmed: await countConfirmed(db),
        pictures: pictures.length,
        individuals: new Set(pictures.map(({ individual }) => individual)).size,
      };
      return { model, ...counts, ...summary, message: inWords(model, counts, summary) };
    },
  };
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

function inWords(
  model: string,
  { confirmed, pictures, individuals }: Pick<Report, 'confirmed' | 'pictures' | 'individuals'>,
  { queries, top1, top5, top1Low, top1High }: RankingSummary,
): string {
  if (confirmed === 0)
    return 'Nobody has confirmed an identity yet, so there is nothing to measure recognition against.';
  if (pictures === 0)
    return `None of the ${confirmed} confirmed animals is described by ${model} yet. Match once, then measure again.`;
  if (queries === 0 || top1 === null || top5 === null)
    return `${pictures} pictures of ${individuals} individuals are confirmed, but no individual in two different events: pictures of one event cannot be asked of each other.`;
  const found = `With ${model}, the right individual comes first for ${percent(top1)} of ${queries} confirmed pictures and is among the first five for ${percent(top5)}.`;
  if (queries < ENOUGH_QUERIES)
    return `${found} That is too few to rely on (first place between ${percent(top1Low!)} and ${percent(top1High!)} with 95 % confidence); ${ENOUGH_QUERIES} are needed.`;
  return found;
}
