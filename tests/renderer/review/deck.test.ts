import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Answer,
  answer,
  chooseCandidate,
  currentCandidate,
  type Deck,
  emptyDeck,
  giveAgain,
  openQuestion,
  remaining,
  settle,
  stepCandidate,
  takeBack,
  takePage,
} from '../../../renderer/features/review/deck.ts';
import type { ReviewItem } from '../../../shared/domain/individual.ts';

const question = (id: string, names: string[], proposed: string | null = names[0] ?? null): ReviewItem =>
  ({
    detection: { id },
    proposedIndividualId: proposed,
    candidates: names.map((name) => ({ individualId: name, name, score: 0.9 })),
  }) as unknown as ReviewItem;
const scored = (scores: Record<string, number>, proposed: string): ReviewItem => {
  const item = question('a', Object.keys(scores), proposed);
  return { ...item, candidates: item.candidates.map((one) => ({ ...one, score: scores[one.name]! })) };
};
const give = (deck: Deck, kind: Answer['kind']): Answer => ({
  kind,
  item: deck.current as ReviewItem,
  candidate: deck.candidate,
  journalId: null,
});
const one = question('one', ['Aldo', 'Bruno', 'Caspar']);
const two = question('two', ['Doro', 'Edda']);
const three = question('three', ['Freya']);
const begun = takePage(emptyDeck, [one, two, three]);
const here = (deck: Deck) => deck.current?.detection.id;

test('the first question of a page is shown with the individual that is proposed', () => {
  assert.equal(here(begun), 'one');
  assert.equal(currentCandidate(begun)?.name, 'Aldo');
});

test('an individual that is proposed and ranks a little lower is shown first all the same', () =>
  assert.equal(currentCandidate(takePage(emptyDeck, [scored({ Aldo: 0.9, Bruno: 0.86 }, 'Bruno')]))?.name, 'Bruno'));

test('one that is clearly more alike is shown before the individual that is proposed', () =>
  assert.equal(currentCandidate(takePage(emptyDeck, [scored({ Aldo: 0.9, Bruno: 0.8 }, 'Bruno')]))?.name, 'Aldo'));

test('where a new animal is proposed no candidate is shown until one is asked for', () => {
  const deck = takePage(emptyDeck, [question('a', ['Aldo'], 'Deer 9')]);
  assert.equal(currentCandidate(deck), null);
  assert.equal(currentCandidate(stepCandidate(deck, 1))?.name, 'Aldo');
});

test('a confirmation moves on at once', () => {
  const deck = answer(begun, give(begun, 'confirmed'));
  assert.equal(here(deck), 'two');
  assert.equal(currentCandidate(deck)?.name, 'Doro');
});

test('a rejection stays with the question and shows the next candidate', () => {
  const deck = answer(begun, give(begun, 'rejected'));
  assert.equal(here(deck), 'one');
  assert.equal(currentCandidate(deck)?.name, 'Bruno');
});

test('when all candidates are rejected none is shown, and the question stays', () => {
  let deck = begun;
  for (let i = 0; i < 3; i++) deck = answer(deck, give(deck, 'rejected'));
  assert.equal(here(deck), 'one');
  assert.equal(currentCandidate(deck), null);
});

test('stepping passes over rejected candidates and goes round', () => {
  const deck = answer(begun, give(begun, 'rejected'));
  assert.equal(currentCandidate(stepCandidate(stepCandidate(deck, 1), 1))?.name, 'Bruno');
});

test('a rejected candidate cannot be chosen by its number', () => {
  const deck = answer(begun, give(begun, 'rejected'));
  assert.equal(currentCandidate(chooseCandidate(deck, 0))?.name, 'Bruno');
});

test('a page that is older than an answer does not bring the question back', () => {
  const deck = takePage(answer(begun, give(begun, 'confirmed')), [one, two, three]);
  assert.deepEqual([here(deck), ...deck.upcoming.map(({ detection }) => detection.id)], ['two', 'three']);
});

test('a new page never changes the question that is being looked at', () =>
  assert.equal(here(takePage(begun, [three, two])), 'one'));

test('an answer that failed returns to its question and its candidate', () => {
  const looked = stepCandidate(begun, 1);
  const given = give(looked, 'confirmed');
  const deck = takeBack(answer(looked, given), given, false);
  assert.equal(here(deck), 'one');
  assert.equal(currentCandidate(deck)?.name, 'Bruno');
  assert.deepEqual(deck.answers, []);
});

test('undoing returns to the question, and the interrupted one comes next', () => {
  const given = give(begun, 'confirmed');
  const deck = takeBack(answer(begun, given), given, true);
  assert.deepEqual([here(deck), ...deck.upcoming.map(({ detection }) => detection.id)], ['one', 'two', 'three']);
});

test('undoing a confirmation keeps the rejections that went before it', () => {
  const rejected = answer(begun, give(begun, 'rejected'));
  const given = give(rejected, 'confirmed');
  const deck = takeBack(answer(rejected, given), given, true);
  assert.equal(currentCandidate(deck)?.name, 'Bruno');
  assert.equal(currentCandidate(chooseCandidate(deck, 0))?.name, 'Bruno');
});

test('undoing a rejection offers the candidate again', () => {
  const given = give(begun, 'rejected');
  const deck = takeBack(answer(begun, given), given, true);
  assert.equal(currentCandidate(deck)?.name, 'Aldo');
});

test('redoing gives the answer again and moves on', () => {
  const given = give(begun, 'confirmed');
  const deck = giveAgain(takeBack(answer(begun, given), given, true), given);
  assert.equal(here(deck), 'two');
  assert.deepEqual(deck.undone, []);
});

test('a new answer leaves nothing to redo', () => {
  const given = give(begun, 'confirmed');
  const undone = takeBack(answer(begun, given), given, true);
  assert.deepEqual(answer(undone, give(undone, 'skipped')).undone, []);
});

test('an answer written down carries its journal entry', () => {
  const given = give(begun, 'confirmed');
  assert.equal(settle(answer(begun, given), given, 7).answers[0]?.journalId, 7);
});

test('a question opened by name goes before the one that was shown', () => {
  const deck = openQuestion(begun, three);
  assert.deepEqual([here(deck), ...deck.upcoming.map(({ detection }) => detection.id)], ['three', 'one', 'two']);
});

test('what is left does not count what an older page still lists', () => {
  const deck = answer(begun, give(begun, 'confirmed'));
  assert.equal(remaining(deck, { total: 48, items: [one, two, three] }), 47);
});
