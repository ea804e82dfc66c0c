// What was chosen for the next export, kept on this computer, and the request it makes. Dates stay the text that was typed, so that the
// rules see exactly what the person sees.
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { ExportRequestInput } from '../../../shared/contract/report.ts';
import type { ExportKind, GroupBy, RegisterSpecies } from '../../../shared/domain/words.ts';

export interface Choices {
  kind: ExportKind;
  startDate: string;
  endDate: string;
  groupBy: GroupBy;
  species: RegisterSpecies | null;
  /** Empty: all places. */
  locationIds: string[];
  photographs: NonNullable<ExportRequestInput['photographs']>;
  /** Null: as the library's settings say. */
  coordinates: 'exact' | 'coarse' | 'withheld' | null;
  blurPeople: boolean | null;
  title: string;
  paper: 'a4' | 'letter';
}

interface ChoicesState extends Choices {
  set(changed: Partial<Choices>): void;
}

export const useChoices = create<ChoicesState>()(
  persist(
    (set) => ({
      kind: 'pdf',
      startDate: '',
      endDate: '',
      groupBy: 'week',
      species: null,
      locationIds: [],
      photographs: 'downsized',
      coordinates: null,
      blurPeople: null,
      title: '',
      paper: 'a4',
      set: (changed) => set(changed),
    }),
    { name: 'herdbook.export', version: 1 },
  ),
);

/** Which of the choices a kind has a use for. */
export const uses = {
  title: (kind: ExportKind) => kind === 'pdf' || kind === 'zip',
  pictures: (kind: ExportKind) => kind === 'pdf' || kind === 'zip',
  photographs: (kind: ExportKind) => kind === 'zip',
  groupBy: (kind: ExportKind) => kind === 'pdf' || kind === 'zip' || kind === 'csv' || kind === 'secr',
};

export function requestOf(choices: Choices): ExportRequestInput {
  const {
    kind,
    startDate,
    endDate,
    groupBy,
    species,
    locationIds,
    photographs,
    coordinates,
    blurPeople,
    title,
    paper,
  } = choices;
  return {
    kind,
    startDate,
    endDate,
    groupBy,
    paper,
    ...(species === null ? {} : { species }),
    ...(locationIds.length === 0 ? {} : { locationIds }),
    ...(uses.photographs(kind) ? { photographs } : {}),
    ...(coordinates === null ? {} : { coordinates }),
    ...(blurPeople === null ? {} : { blurPeople }),
    ...(uses.title(kind) && title.trim() !== '' ? { title: title.trim() } : {}),
  };
}
