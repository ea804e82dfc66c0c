// What a Camtrap DP says about itself: the `datapackage.json` beside its three tables, with the span of places, time and taxa.
import type { Species } from '../../../../shared/domain/words.ts';
import { tellPosition } from '../coordinates.ts';
import type { FormatInput } from './format.ts';

const schemas = 'https://raw.githubusercontent.com/tdwg/camtrap-dp/1.0.2';

interface Taxon {
  name: string;
  rank: string;
  english: string;
}

const deer: Taxon = { name: 'Cervidae', rank: 'family', english: 'deer' };
const horse: Taxon = { name: 'Equus caballus', rank: 'species', english: 'horse' };
const animal: Taxon = { name: 'Animalia', rank: 'kingdom', english: 'animal' };
const taxonOf = (species: Species | null): Taxon => (species === 'deer' ? deer : species === 'horse' ? horse : animal);

/** As exactly as Herdbook knows it: deer are told from horses, not from each other. */
export const scientificName = (species: Species | null): string => taxonOf(species).name;

/** Each taxon once; a package must name one even where nothing was seen. */
const taxaOf = (species: Iterable<Species | null>): Taxon[] => {
  const taxa = new Set([...species].map(taxonOf));
  return taxa.size > 0 ? [...taxa] : [animal];
};

/** The text of `datapackage.json`. Every deployment of the season must have coordinates. */
export function describePackage({ tables, season, precision, library, title, version, settings }: FormatInput): string {
  const positions = season.deployments.map((row) => tellPosition(row, precision));
  const of = (axis: 'latitude' | 'longitude') => positions.map((position) => position[axis]!);
  const [south, north] = [Math.min(...of('latitude')), Math.max(...of('latitude'))];
  const [west, east] = [Math.min(...of('longitude')), Math.max(...of('longitude'))];
  const days = season.deployments.flatMap(({ firstCapture, lastCapture }) => [firstCapture, lastCapture]).sort();
  const species = new Set([
    ...tables.detections.filter(({ category }) => category === 'animal').map((row) => row.species),
    ...tables.individuals.map((row) => row.species),
  ]);
  const table = (name: string) => ({
    name,
    path: `${name}.csv`,
    profile: 'tabular-data-resource',
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    schema: `${schemas}/${name}-table-schema.json`,
  });
  return `${JSON.stringify(
    {
      resources: [
        table('deployments'),
        table('media'),
        table('observations'),
        ...(tables.individuals.length === 0
          ? []
          : [
              {
                name: 'individuals',
                description: 'The register: every individualID of the observations. Not part of the Camtrap DP model.',
                data: tables.individuals.map((row) => ({
                  individualID: row.id,
                  individualName: row.name,
                  scientificName: scientificName(row.species),
                  sex: row.sex,
                  class: row.class,
                  status: row.status,
                  provisional: row.provisional,
                })),
              },
            ]),
      ],
      profile: `${schemas}/camtrap-dp-profile.json`,
      name: `${
        library
          .toLowerCase()
          .normalize('NFKD')
          .replaceAll(/[^a-z0-9]+/g, '-')
          .replaceAll(/^-|-$/g, '') || 'library'
      }-${season.from}-${season.to}`,
      created: Temporal.Now.instant().toString({ smallestUnit: 'second' }),
      title: `${title}, ${season.from} to ${season.to}`,
      contributors: [{ title: settings.person, role: 'contributor' }],
      description: `Camera-trap photographs of ${library} with individual animals, written by Herdbook ${version}.`,
      version: '1.0',
      sources: [{ title: 'Herdbook', version }],
      project: {
        title: library,
        samplingDesign: 'opportunistic',
        captureMethod: ['activityDetection'],
        individualAnimals: true,
        observationLevel: ['media', 'event'],
      },
      ...(precision === 'coarse' ? { coordinatePrecision: 0.01 } : {}),
      spatial: {
        type: 'Polygon',
        coordinates: [
          [
            [west, south],
            [east, south],
            [east, north],
            [west, north],
            [west, south],
          ],
        ],
      },
      temporal: { start: days[0]!.slice(0, 10), end: days.at(-1)!.slice(0, 10) },
      taxonomic: taxaOf(species).map(({ name, rank, english }) => ({
        scientificName: name,
        taxonRank: rank,
        vernacularNames: { eng: english },
      })),
    },
    null,
    2,
  )}\n`;
}
