// What the gallery shows and where one is in it, so that the viewer walks the same pictures and coming back lands on the same tile.
import { create } from 'zustand';
import type { Input } from '../../shared/contract/contract.ts';

export type GalleryFilter = NonNullable<Input<'media.tiles'>['filter']>;
export type GalleryOrder = 'newest' | 'oldest';

interface GalleryState {
  filter: GalleryFilter;
  order: GalleryOrder;
  /** Position of the tile that has the focus, from 0. */
  focus: number;
  selected: ReadonlySet<string>;
  show(filter: GalleryFilter, order?: GalleryOrder): void;
  setFocus(position: number): void;
  select(ids: Iterable<string>): void;
  toggle(id: string): void;
}

export const useGallery = create<GalleryState>((set) => ({
  filter: {},
  order: 'newest',
  focus: 0,
  selected: new Set(),
  show: (filter, order) =>
    set((state) => ({ filter, order: order ?? state.order, focus: 0, selected: new Set<string>() })),
  setFocus: (position) => set({ focus: position }),
  select: (ids) => set({ selected: new Set(ids) }),
  toggle: (id) =>
    set((state) => {
      const selected = new Set(state.selected);
      if (!selected.delete(id)) selected.add(id);
      return { selected };
    }),
}));
