// One way to ask for folders, whatever the window runs in: the native dialog where there is one, else our own.
import { type ReactNode, useState } from 'react';
import { api } from '../api.ts';
import { useCall } from '../queries.ts';
import { FolderDialog } from './FolderDialog.tsx';
import { tellError } from './tell.ts';

interface Question {
  title: string;
  start?: string | undefined;
  answer(paths: string[]): void;
}

export interface FolderPicker {
  /** Paths chosen; empty when cancelled. */
  pick(title: string, options?: { multiple?: boolean; start?: string }): Promise<string[]>;
  /** To be rendered somewhere in the screen. */
  dialog: ReactNode;
}

export function useFolderPicker(): FolderPicker {
  const host = useCall('host.describe', {}).data;
  const [question, setQuestion] = useState<Question | null>(null);
  const settle = (paths: string[]) => {
    question?.answer(paths);
    setQuestion(null);
  };
  const pick: FolderPicker['pick'] = (title, { multiple = false, start } = {}) =>
    host?.nativeDialogs
      ? api.call('host.pickFolders', { title, multiple }).then(
          ({ paths }) => paths,
          (error) => {
            tellError(error);
            return [];
          },
        )
      : new Promise((answer) => setQuestion({ title, start, answer }));
  const dialog = question !== null && (
    <FolderDialog
      opened
      title={question.title}
      start={question.start}
      onChoose={(path) => settle([path])}
      onClose={() => settle([])}
    />
  );
  return { pick, dialog };
}
