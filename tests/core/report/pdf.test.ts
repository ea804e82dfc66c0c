// The report on paper, read back as a reader sees it: its numbers are those of the tables, and no name, no emptiness stops it.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import JSZip from 'jszip';
import { addIndividual } from '../../support/rows.ts';
import { readCsv } from './read-csv.ts';
import { type ReadPdf, readPdf } from './read-pdf.ts';
import { openSeasonHouse, type SeasonHouse } from './season-library.ts';

let house: SeasonHouse;
before(async () => {
  house = await openSeasonHouse();
});
after(() => house.close());

async function report(given: Parameters<SeasonHouse['export']>[0] = {}): Promise<ReadPdf> {
  const job = await house.export({ kind: 'pdf', ...given });
  assert.equal(job.error, null);
  return readPdf(await readFile(job.file!));
}
const squeeze = (text: string): string => text.replaceAll(/\s+/g, ' ');

describe('a report beside its tables', () => {
  let pdf: ReadPdf;
  let tables: Record<string, Record<string, string>[]>;
  before(async () => {
    const job = await house.export({ kind: 'zip', photographs: 'none', title: 'The herds of the meadow' });
    const zip = await JSZip.loadAsync(await readFile(job.file!));
    const read = async (name: string) => readCsv(await zip.file(`tables/${name}.csv`)!.async('string'));
    tables = {};
    for (const name of ['media', 'detections', 'individuals', 'encounters', 'deployments', 'identifications'])
      tables[name] = await read(name);
    pdf = await readPdf(await zip.file('report.pdf')!.async('uint8array'));
  });
  const page = (title: string): string => {
    const found = pdf.pages.findIndex((text, i) => i > 1 && text.includes(title));
    assert.ok(found > 0, `no page "${title}"`);
    return squeeze(pdf.pages[found]!);
  };

  test('has cover, contents, and a bookmark for every chapter and individual', () => {
    assert.match(pdf.pages[0]!, /The herds of the meadow/);
    assert.match(pdf.pages[0]!, /1 May 2026 to 31 May 2026/);
    assert.match(pdf.pages[1]!, /Contents/);
    assert.deepEqual(pdf.outline, [
      'The season at a glance',
      'Encounters by week',
      'Hours of activity',
      'Places and effort',
      'Deer',
      '=1+1|Krummhorn',
      'Old Hazel',
      'Horses',
      'Isolde',
      'How this report was made',
    ]);
  });
  test('the contents name the pages on which chapters are', () => {
    const contents = squeeze(pdf.pages[1]!);
    for (const title of ['The season at a glance', 'Places and effort', 'How this report was made']) {
      const on = pdf.pages.findIndex((text, i) => i > 1 && text.includes(title)) + 1;
      assert.match(contents, new RegExp(`${title} ${on}\\b`));
    }
  });
  test('the numbers at a glance are those of the tables', () => {
    const { media, deployments, individuals, encounters, identifications } = tables as Required<typeof tables>;
    const days = deployments!.reduce((sum, row) => sum + Number(row.camera_days), 0);
    const standing = (state: string) => identifications!.filter((row) => row.state === state).length;
    const text = page('The season at a glance');
    for (const [n, label] of [
      [days, 'camera-days'],
      [media!.filter(({ kind }) => kind === 'image').length, 'photographs'],
      [new Set(media!.map(({ event_id }) => event_id)).size, 'events'],
      [individuals!.length, 'individuals'],
      [encounters!.length, 'encounters'],
      [standing('confirmed'), 'identities confirmed'],
      [standing('proposed'), 'identities proposed'],
    ] as const)
      assert.match(text, new RegExp(`(^| )${n} ${label}`), label);
  });
  test('the weeks add up to the tables', () => {
    const text = page('Encounters by week');
    assert.match(
      text,
      new RegExp(`Whole period ${tables.media!.length} 5 ${tables.encounters!.length} ${tables.individuals!.length}`),
    );
    assert.match(text, /Week 19, from 4 May 2026 2 2 2 2/);
  });
  test('effort per place is that of the deployments', () => {
    const text = page('Places and effort');
    for (const { location, camera_days, media } of tables.deployments!)
      assert.match(text, new RegExp(`${location} .*? ${camera_days} ${media} `));
  });
  test('each individual has its block with its own numbers', () => {
    for (const { name, encounters, confirmed, proposed } of tables.individuals!) {
      const shown = name!.replace(/^'/, '');
      const text = squeeze(pdf.pages.slice(6).find((one) => one.includes(shown)) ?? '');
      assert.ok(text.includes(`${encounters} encounter${encounters === '1' ? '' : 's'} in the period`), shown);
      assert.ok(text.includes(`${confirmed} of ${Number(confirmed) + Number(proposed)} detection`), shown);
    }
  });
  test('the methods name the models, the people who decided, and what was left out', () => {
    const text = page('How this report was made');
    assert.match(text, /yolox-nano@0\.1\.1/);
    assert.match(text, /Anna 3 0 Bo 1 1/);
    assert.match(text, /1 photograph of the library has no capture time/);
  });
  test('has a title, an author and a language', () => {
    assert.equal(pdf.info.Title, 'The herds of the meadow');
    assert.equal(pdf.info.Author, 'Anna');
  });
});

test('the paper is A4 or Letter', async () => {
  assert.deepEqual((await report()).size.map(Math.round), [595, 842]);
  assert.deepEqual((await report({ paper: 'letter' })).size.map(Math.round), [612, 792]);
});
test('a period without photographs gets a sentence in place of empty charts', async () => {
  const { pages } = await report({ startDate: '2026-02-01', endDate: '2026-02-28' });
  assert.match(squeeze(pages.join(' ')), /No photograph in this library was taken from 1 Feb 2026 to 28 Feb 2026\./);
});
test('a whole year by day stays readable: days without photographs are counted, not listed', async () => {
  const { pages } = await report({ startDate: '2025-06-01', endDate: '2026-06-01', groupBy: 'day' });
  assert.match(squeeze(pages.join(' ')), /361 days without a photograph are not listed/);
});
test('a report about one day of one kind is written too', async () => {
  const { pages } = await report({
    startDate: '2026-05-12',
    endDate: '2026-05-12',
    species: 'horse',
    groupBy: 'month',
  });
  assert.match(squeeze(pages.join(' ')), /This report is about horses alone/);
});
test('coordinates that are withheld draw no map', async () => {
  const { pages } = await report({ coordinates: 'withheld' });
  assert.doesNotMatch(pages.join(' '), /North is up/);
});
for (const name of ['小鹿', 'أيل', '🦌🏽', 'a'.repeat(80), 'Ünïcödé ẞ Ω Ж', '\u0301\u0302', 'ﬁ ﬂ', 'x\u0000y\u202ez'])
  test(`an individual may be called ${JSON.stringify(name.slice(0, 12))}`, async () => {
    const { db } = house.library.store;
    await db.updateTable('individual').set({ name }).where('id', '=', house.individuals.isolde).execute();
    await addIndividual(db, { name: 'never seen' });
    const { pages } = await report({ title: `${name} ${name}` });
    assert.ok(pages.length > 5);
  });
