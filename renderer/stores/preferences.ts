// What a person prefers to see, kept on this computer: colours, tile size, boxes, date headings.
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export type Scheme = 'auto' | 'light' | 'dark';

interface Preferences {
  scheme: Scheme;
  /** Width of a gallery tile in pixels, 120–420. */
  tileSize: number;
  boxes: boolean;
  dateHeadings: boolean;
  set(changed: Partial<Omit<Preferences, 'set'>>): void;
}

export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      scheme: 'auto',
      tileSize: 220,
      boxes: true,
      dateHeadings: true,
      set: (changed) => set(changed),
    }),
    { name: 'herdbook.preferences', version: 1 },
  ),
);
