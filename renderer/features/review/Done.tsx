// The end of the queue, or a queue that was never filled: what was done, and where to go from here.
import { Button } from '@mantine/core';
import { IconChecks, IconPhotoSearch } from '@tabler/icons-react';
import { Link } from 'wouter';
import { useCall } from '../../queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { counted, number } from '../../ui/words.ts';
import type { AnswerKind } from './deck.ts';
import type { Questions } from './questions.ts';

interface Props {
  questions: Questions;
  filtered: boolean;
  showAll(): void;
}

export function Done({ questions, filtered, showAll }: Props) {
  const status = useCall('library.status', {}).data;
  const { deck, skipped } = questions;
  const of = (kind: AnswerKind) => deck.answers.filter((answer) => answer.kind === kind).length;
  const answered = [
    [of('confirmed'), 'confirmed'],
    [of('new'), of('new') === 1 ? 'new animal' : 'new animals'],
    [of('rejected'), 'rejected'],
    [of('none'), of('none') === 1 ? 'box deleted' : 'boxes deleted'],
  ].filter(([count]) => count !== 0);
  const known = (status?.identifications.confirmed ?? 0) + (status?.identifications.rejected ?? 0);
  if (answered.length === 0 && known === 0 && skipped === 0 && !filtered)
    return (
      <EmptyState
        icon={<IconPhotoSearch size={28} stroke={1.5} />}
        title="No question is waiting yet"
        action={
          <Button component={Link} href={status?.images === 0 ? '/import' : '/gallery'} variant="default">
            {status?.images === 0 ? 'Import a card' : 'Look at the photographs'}
          </Button>
        }
      >
        When photographs have been analysed, Herdbook compares every deer and horse with those it knows and asks you
        here, one pair at a time. Nothing it proposes counts until you have said so.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={<IconChecks size={30} stroke={1.5} />}
      title={filtered ? 'Nothing waits here' : 'Nothing waits for you'}
      action={
        <>
          {filtered && (
            <Button variant="default" onClick={showAll}>
              Show all questions
            </Button>
          )}
          {skipped > 0 && (
            <Button onClick={questions.again}>Look at {counted(skipped, 'skipped question')} again</Button>
          )}
          {deck.answers.length > 0 && (
            <Button variant="default" onClick={questions.undo} rightSection={<KeyHint keys="u" />}>
              Undo the last answer
            </Button>
          )}
          <Button component={Link} href="/deer" variant="default">
            Deer
          </Button>
          <Button component={Link} href="/horses" variant="default">
            Horses
          </Button>
          <Button component={Link} href="/export" variant="default">
            Make a report
          </Button>
        </>
      }
    >
      {answered.length > 0 && (
        <p>In this sitting: {answered.map(([count, words]) => `${count} ${words}`).join(', ')}.</p>
      )}
      {status !== undefined && (
        <p>
          {number(status.identifications.confirmed)} photographs of {counted(status.individuals, 'individual')} are
          confirmed by people; every answer stands in the journal and can be undone there.
        </p>
      )}
    </EmptyState>
  );
}
