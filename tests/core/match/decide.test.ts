import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decide, explainNew, type Likeness, MOST_BOOST, rank } from '../../../electron/core/match/decide.ts';
import { bodyScore } from '../../../electron/core/match/score.ts';

const likeness = (more: Partial<Likeness> & { name: string }): Likeness => ({
  individualId: more.name as never,
  body: 0.5,
  detectionId: 'd' as never,
  temporal: 0,
  conflict: false,
  samePlace: false,
  companionSeconds: null,
  ...more,
});
const decided = (...likenesses: Likeness[]) => decide(rank(likenesses, 'm@1', 0.7), 0.7)?.name ?? null;

describe('deciding who it probably is', () => {
  test('proposes the most alike individual at or above the threshold', () => {
    assert.equal(decided(likeness({ name: 'A', body: 0.7 }), likeness({ name: 'B', body: 0.8 })), 'B');
    assert.equal(decided(likeness({ name: 'A', body: 0.7 })), 'A');
  });

  test('proposes nobody when all are below the threshold', () => {
    assert.equal(decided(likeness({ name: 'A', body: 0.699 })), null);
    assert.equal(decided(), null);
  });

  test('lets habit and company add one tenth at most', () => {
    const [best] = rank([likeness({ name: 'A', body: 0.6, temporal: 1, companionSeconds: 1 })], 'm@1', 0.7);
    assert.ok(Math.abs(best!.score - (0.6 + MOST_BOOST)) < 1e-9);
    assert.equal(decided(likeness({ name: 'A', body: 0.55, temporal: 1, companionSeconds: 1 })), null);
  });

  test('does not make a likeness certain by company', () => {
    const score = (body: number) =>
      rank([likeness({ name: 'A', body, temporal: 1, companionSeconds: 1 })], 'm@1', 0.7)[0]!.score;
    assert.ok(score(0.95) > 0.95 && score(0.95) < 0.98);
    assert.equal(score(1), 1);
  });

  test('passes over an individual that was elsewhere at that time', () => {
    const elsewhere = likeness({ name: 'A', body: 0.9, conflict: true });
    assert.equal(decided(elsewhere, likeness({ name: 'B', body: 0.75 })), 'B');
    assert.equal(decided(elsewhere), null);
  });

  test('orders equal scores by name, so that repeating gives the same answer', () => {
    const pair = [likeness({ name: 'B', body: 0.8 }), likeness({ name: 'A', body: 0.8 })];
    assert.equal(decided(...pair), 'A');
    assert.equal(decided(...pair.reverse()), 'A');
  });

  test('explains a score in words, best reason first', () => {
    const words = (more: Partial<Likeness>) => rank([likeness({ name: 'A', ...more })], 'm@1', 0.7)[0]!.breakdown.words;
    assert.deepEqual(words({ body: 0.83, samePlace: true }), [
      'coat and shape look alike (0.83)',
      'seen at this place too',
    ]);
    assert.deepEqual(words({ body: 0.65, companionSeconds: 1 }), [
      'coat and shape look rather alike (0.65)',
      'same event, 1 second apart',
    ]);
    assert.deepEqual(words({ body: 0.8, temporal: 0.6, samePlace: true })[1], 'usually here at this time of day');
    assert.deepEqual(words({ body: 0.8, conflict: true })[1], 'but seen more than 1 km away within 5 minutes');
    assert.match(words({ body: 0.4 })[0]!, /not alike enough \(0\.40, 0\.70 is asked for\)/);
  });

  test('says for a new animal which known one came nearest', () => {
    const ranked = rank([likeness({ name: 'Deer 3', body: 0.61 })], 'm@1', 0.7);
    assert.deepEqual(explainNew(ranked, 'm@1', 0.7).words, [
      'no known animal looks alike enough: Deer 3 comes nearest (0.61)',
    ]);
    assert.equal(explainNew([], 'm@1', 0.7).body, null);
  });
});

describe('scores of body vectors', () => {
  test('rise with the cosine for every model, from 0 to 1', () => {
    for (const model of ['builtin-body@1', 'osnet-x025-msmt17@1.0.0', 'mobilenetv2-embed@1.0.0', 'somebody-elses@2']) {
      let before = -1;
      for (let cosine = 0; cosine <= 1.0001; cosine += 0.01) {
        const score = bodyScore(model, Math.min(1, cosine));
        assert.ok(score > before || cosine === 0, `${model} at ${cosine}`);
        before = score;
      }
      assert.equal(bodyScore(model, 1), 1);
      assert.equal(bodyScore(model, -0.4), 0);
      assert.equal(bodyScore(model, Number.NaN), 0);
      assert.equal(bodyScore(model, 1.0000001), 1);
    }
  });
});
