// One individual: who it is, every photograph of it, when and where it was seen, and what people decided about it.
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconArrowMerge, IconChecklist, IconChevronLeft, IconChevronRight, IconPhoto } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import type { IndividualId } from '../../../shared/domain/ids.ts';
import type { IndividualProfile } from '../../../shared/domain/individual.ts';
import { NotFoundError } from '../../../shared/errors.ts';
import { useCall } from '../../queries.ts';
import { useGallery } from '../../stores/gallery.ts';
import { useKeys } from '../../stores/keys.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Failure, Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { counted, period, speciesName } from '../../ui/words.ts';
import { JournalList } from '../journal/JournalList.tsx';
import { About } from './About.tsx';
import { DayClock, Places, Timeline } from './Charts.tsx';
import { Life, NotNamed } from './chips.tsx';
import { Encounters } from './Encounters.tsx';
import { MergeDialog } from './MergeDialog.tsx';
import { Name } from './Name.tsx';
import { Portrait } from './Portrait.tsx';
import classes from './ProfileScreen.module.css';
import { SelectionBar } from './SelectionBar.tsx';
import { Sheet } from './Sheet.tsx';
import type { Grouping } from './sheet.ts';

export default function ProfileScreen() {
  const { id } = useParams<{ id: string }>();
  const profile = useCall('individuals.show', { id: id as IndividualId });
  if (profile.data !== undefined) return <Profile key={id} profile={profile.data} />;
  return (
    <Page title="Individual">
      {profile.isError ? (
        profile.error instanceof NotFoundError ? (
          <EmptyState
            title="This individual is not in the register"
            action={
              <Button component={Link} href="/journal" variant="default">
                Look in the journal
              </Button>
            }
          >
            It was merged into another one, or what made it was undone.
          </EmptyState>
        ) : (
          <Failure error={profile.error} again={() => void profile.refetch()} />
        )
      ) : (
        <Loading />
      )}
    </Page>
  );
}

function Profile({ profile: { individual, sightings, encounters, hours, places } }: { profile: IndividualProfile }) {
  const [, go] = useLocation();
  const { id, name, species } = individual;
  const [grouping, setGrouping] = useState<Grouping>('flank');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [merging, setMerging] = useState(false);
  const journal = useCall('journal.list', { individualId: id, limit: 20 }).data?.entries ?? [];
  const neighbours = useNeighbours(id, species);
  const step = (to: string | null) => to !== null && go(`/individuals/${to}`);
  useKeys('Profile', [
    { keys: 'n', does: 'Next individual', run: () => step(neighbours.next) },
    { keys: 'p', does: 'Previous individual', run: () => step(neighbours.previous) },
    { keys: 'm', does: 'Merge with another one', run: () => setMerging(true) },
    { keys: 'r', does: 'Review its proposals', run: () => individual.proposed > 0 && go(`/review?individual=${id}`) },
    { keys: 'Escape', does: 'Select nothing', run: () => setSelected(new Set()) },
  ]);
  // What was split off or rejected is no longer here to be selected.
  useEffect(() => {
    const here = new Set<string>(sightings.map(({ detectionId }) => detectionId));
    setSelected((now) => (now.isSubsetOf(here) ? now : now.intersection(here)));
  }, [sightings]);

  return (
    <Page
      title={name}
      heading={<Name individual={individual} />}
      about={
        <span className={classes.line}>
          {speciesName[species]}
          <Life status={individual.status} />
          {individual.provisional && <NotNamed />}
        </span>
      }
      actions={
        <>
          {individual.proposed > 0 && (
            <Button
              component={Link}
              href={`/review?individual=${id}`}
              leftSection={<IconChecklist size={17} stroke={1.7} />}
            >
              Review {counted(individual.proposed, 'proposal')}
            </Button>
          )}
          <Button
            variant="default"
            leftSection={<IconPhoto size={17} stroke={1.7} />}
            onClick={() => {
              useGallery.getState().show({ individualId: id });
              go('/gallery');
            }}
          >
            Gallery
          </Button>
          <Button
            variant="default"
            leftSection={<IconArrowMerge size={17} stroke={1.7} />}
            onClick={() => setMerging(true)}
          >
            Merge…
          </Button>
          <Step label="Previous individual (P)" to={neighbours.previous} go={step}>
            <IconChevronLeft size={18} />
          </Step>
          <Step label="Next individual (N)" to={neighbours.next} go={step}>
            <IconChevronRight size={18} />
          </Step>
        </>
      }
    >
      <div className={classes.columns}>
        <aside className={classes.side}>
          <Portrait individual={individual} sharp={600} radius={12} />
          <dl className={classes.numbers}>
            <Count name={individual.detections === 1 ? 'photograph' : 'photographs'} value={individual.detections} />
            <Count name={individual.encounters === 1 ? 'encounter' : 'encounters'} value={individual.encounters} />
            <Count name="confirmed" value={individual.confirmed} />
          </dl>
          <About key={id} individual={individual} />
          <h2 className={classes.sideTitle}>Around the clock</h2>
          <DayClock hours={hours} />
          <h2 className={classes.sideTitle}>Places</h2>
          <Places places={places} />
        </aside>
        <div className={classes.main}>
          <Card
            title="Encounters"
            about={individual.firstSeen === null ? undefined : period(individual.firstSeen, individual.lastSeen)}
          >
            <Timeline encounters={encounters} />
          </Card>
          {sightings.length === 0 ? (
            <EmptyState title={`No photograph is held to be ${name} now`}>
              They were all rejected, moved or deleted. Undo in the journal brings them back.
            </EmptyState>
          ) : (
            <Sheet
              {...{ name, species, sightings, grouping, selected }}
              onGrouping={setGrouping}
              onSelected={setSelected}
            />
          )}
          <div className={classes.lists}>
            <Card title="Every encounter" about={counted(encounters.length, 'encounter')}>
              <Encounters {...{ individual, encounters, sightings }} />
            </Card>
            <Card
              title="Journal"
              about={
                <Link href={`/journal?individual=${id}`} className={classes.more}>
                  all entries
                </Link>
              }
            >
              {journal.length === 0 ? (
                <p className={classes.quiet}>Nobody has decided anything about {name} yet.</p>
              ) : (
                <JournalList entries={journal} compact />
              )}
            </Card>
          </div>
        </div>
      </div>
      <SelectionBar
        individual={individual}
        sightings={sightings}
        selected={selected}
        clear={() => setSelected(new Set())}
      />
      {merging && (
        <MergeDialog
          first={individual}
          second={null}
          close={() => setMerging(false)}
          merged={(kept) => {
            setMerging(false);
            if (kept !== id) go(`/individuals/${kept}`, { replace: true });
          }}
        />
      )}
    </Page>
  );
}

/** Before and after in the register of the species, in the order of names. */
function useNeighbours(id: string, species: IndividualProfile['individual']['species']) {
  const register = useCall('individuals.list', { species }).data ?? [];
  const at = register.findIndex((individual) => individual.id === id);
  return { previous: register[at - 1]?.id ?? null, next: at < 0 ? null : (register[at + 1]?.id ?? null) };
}

function Step({
  label,
  to,
  go,
  children,
}: {
  label: string;
  to: string | null;
  go(to: string | null): void;
  children: ReactNode;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size={36} disabled={to === null} aria-label={label} onClick={() => go(to)}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

function Card({ title, about, children }: { title: string; about?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.card}>
      <h2 className={classes.cardTitle}>
        {title}
        {about !== undefined && <span className={classes.cardAbout}>{about}</span>}
      </h2>
      {children}
    </section>
  );
}

const Count = ({ name, value }: { name: string; value: number }) => (
  <div>
    <dd>{value.toLocaleString('en-GB')}</dd>
    <dt>{name}</dt>
  </div>
);
