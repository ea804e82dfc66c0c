// One way to ask for folders, or files of some kinds, whatever the window runs in: the native dialog where there is one, else our own.
import { type ReactNode, useState } from 'react';
import { api } from '../api.ts';
import { useCall } from '../queries.ts';
import { FolderDialog } from './FolderDialog.tsx';
import { tellError } from './tell.ts';

interface Question {
  title: string;
  start?: string | undefined;
  endings: string[];
  answer(paths: string[]): void;
}

export interface FolderPicker {
  /** Paths chosen; empty when cancelled. `endings`: files that may be chosen, by their endings without the dot. */
  pick(title: string, options?: { multiple?: boolean; start?: string; endings?: string[] }): Promise<string[]>;
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
  const pick: FolderPicker['pick'] = (title, { multiple = false, start, endings = [] } = {}) =>
    host?.nativeDialogs
      ? api.call('host.pickFolders', { title, multiple, endings }).then(
          ({ paths }) => paths,
          (error) => {
            tellError(error);
            return [];
          },
        )
      : new Promise((answer) => setQuestion({ title, start, endings, answer }));
  const dialog = question !== null && (
    <FolderDialog
      opened
      title={question.title}
      start={question.start}
      endings={question.endings}
      onChoose={(path) => settle([path])}
      onClose={() => settle([])}
    />
  );
  return { pick, dialog };
}
