// One evening of review: what was skipped and how many were decided since the window was opened.
import { create } from 'zustand';

interface ReviewSession {
  skipped: string[];
  decided: number;
  skip(detectionId: string): void;
  unskip(detectionId: string): void;
  count(by: 1 | -1): void;
  startOver(): void;
}

export const useReviewSession = create<ReviewSession>((set) => ({
  skipped: [],
  decided: 0,
  skip: (detectionId) => set((state) => ({ skipped: [...state.skipped, detectionId] })),
  unskip: (detectionId) => set((state) => ({ skipped: state.skipped.filter((id) => id !== detectionId) })),
  count: (by) => set((state) => ({ decided: Math.max(0, state.decided + by) })),
  startOver: () => set({ skipped: [], decided: 0 }),
}));
