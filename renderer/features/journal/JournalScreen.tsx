// Everything people decided, with undo and redo over all of it, across restarts.
import { Button, Select } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import type { IndividualId } from '../../../shared/domain/ids.ts';
import { useAct, useCall } from '../../queries.ts';
import { useKeys } from '../../stores/keys.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Failure, Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { tell } from '../../ui/tell.ts';
import { counted } from '../../ui/words.ts';
import { JournalList } from './JournalList.tsx';

const STEP = 100;

export default function JournalScreen() {
  const [search, setSearch] = useSearchParams();
  const individualId = search.get('individual');
  const [limit, setLimit] = useState(STEP);
  const filter = individualId === null ? {} : { individualId: individualId as IndividualId };
  const journal = useCall('journal.list', { ...filter, limit }, { keep: true });
  const individuals = useCall('individuals.list', {}).data ?? [];
  const undo = useAct('journal.undo', { done: ({ summary }) => tell(`Undone: ${summary}`) });
  const redo = useAct('journal.redo', { done: ({ summary }) => tell(`Done again: ${summary}`) });
  const { entries = [], canUndo = false, canRedo = false } = journal.data ?? {};
  const busy = undo.isPending || redo.isPending;
  useKeys('Journal', [
    { keys: ['Mod+z', 'u'], does: 'Undo the newest entry', run: () => canUndo && !busy && undo.mutate({}) },
    { keys: 'Mod+Shift+z', does: 'Redo what was undone last', run: () => canRedo && !busy && redo.mutate({}) },
  ]);
  const newest = entries.find((entry) => !entry.undone);
  return (
    <Page
      title="Journal"
      about={entries.length > 0 ? counted(entries.length, 'entry', 'entries') : undefined}
      actions={
        <>
          <Select
            w={210}
            size="sm"
            aria-label="Individual"
            placeholder="All individuals"
            searchable
            clearable
            data={individuals.map(({ id, name }) => ({ value: id, label: name }))}
            value={individualId}
            onChange={(id) => setSearch(id === null ? {} : { individual: id }, { replace: true })}
          />
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={17} />}
            disabled={!canUndo || busy}
            title={newest === undefined || individualId !== null ? undefined : `Undo: ${newest.summary}`}
            onClick={() => undo.mutate({})}
          >
            Undo
          </Button>
          <Button
            variant="default"
            leftSection={<IconArrowForwardUp size={17} />}
            disabled={!canRedo || busy}
            onClick={() => redo.mutate({})}
          >
            Redo
          </Button>
        </>
      }
    >
      {journal.isError ? (
        <Failure error={journal.error} again={() => void journal.refetch()} />
      ) : journal.data === undefined ? (
        <Loading />
      ) : entries.length === 0 ? (
        <EmptyState
          icon={<IconHistory size={28} stroke={1.5} />}
          title={
            individualId === null ? 'Nobody has decided anything yet' : 'Nothing was decided about this individual'
          }
          action={
            <Button component={Link} href="/review" variant="default">
              Go to Review
            </Button>
          }
        >
          Every confirmation, rejection, merge, split and box drawn by hand is written down here with the time and the
          person, and can be undone: tomorrow, too.
        </EmptyState>
      ) : (
        <>
          <JournalList entries={entries} individuals={individuals} />
          {entries.length >= limit && (
            <Button mt="lg" variant="default" onClick={() => setLimit((now) => Math.min(1000, now + STEP))}>
              Show older entries
            </Button>
          )}
        </>
      )}
    </Page>
  );
}
