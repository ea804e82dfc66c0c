// Where and when an individual was met, newest first; each leads to its photographs in the gallery.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { cropUrl } from '../../../shared/contract/urls.ts';
import type { EventId } from '../../../shared/domain/ids.ts';
import type { Encounter, Individual, Sighting } from '../../../shared/domain/individual.ts';
import { useGallery } from '../../stores/gallery.ts';
import { counted, when } from '../../ui/words.ts';
import classes from './Encounters.module.css';

interface Props {
  individual: Individual;
  encounters: readonly Encounter[];
  sightings: readonly Sighting[];
}

const FIRST = 8;

export function Encounters({ individual, encounters, sightings }: Props) {
  const [all, setAll] = useState(false);
  const [, go] = useLocation();
  const open = (encounter: Encounter) => {
    // A photograph that belongs to no event stands for itself.
    const alone = sightings.find(({ mediaId }) => (mediaId as string) === encounter.eventId);
    if (alone !== undefined) return go(`/media/${alone.mediaId}`);
    useGallery.getState().show({ individualId: individual.id, eventId: encounter.eventId as EventId });
    go('/gallery');
  };
  return (
    <>
      <ol className={classes.list}>
        {(all ? encounters : encounters.slice(0, FIRST)).map((encounter) => (
          <li key={encounter.eventId}>
            <button type="button" className={classes.encounter} onClick={() => open(encounter)}>
              <img src={cropUrl(encounter.cover)} alt="" loading="lazy" />
              <span className={classes.words}>
                <span className={classes.when}>{when(encounter.startedAt)}</span>
                <span className={classes.where}>
                  {encounter.locationName ?? 'no location'} · {counted(encounter.detections, 'photograph')}
                  {encounter.confirmed < encounter.detections && `, ${encounter.confirmed} confirmed`}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ol>
      {!all && encounters.length > FIRST && (
        <Button variant="subtle" size="compact-sm" mt={6} onClick={() => setAll(true)}>
          Show all {encounters.length}
        </Button>
      )}
    </>
  );
}
