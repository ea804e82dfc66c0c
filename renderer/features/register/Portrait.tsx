// The best picture of an individual: the small one from the register at once, the sharp one over it as soon as it has come.
import { IconDeer, IconHorse } from '@tabler/icons-react';
import { cropUrl, portraitUrl } from '../../../shared/contract/urls.ts';
import type { Individual } from '../../../shared/domain/individual.ts';
import { Photo } from '../../ui/Photo.tsx';
import classes from './Portrait.module.css';

interface Props {
  individual: Pick<Individual, 'id' | 'name' | 'species' | 'thumbnailDetectionId'>;
  /** Pixels of the sharp picture; without it only the register's own 200 × 200 are shown. */
  sharp?: number;
  radius?: number;
}

export function Portrait({ individual, sharp, radius = 0 }: Props) {
  const { id, name, species, thumbnailDetectionId } = individual;
  if (thumbnailDetectionId === null) {
    const Icon = species === 'horse' ? IconHorse : IconDeer;
    return (
      <div className={classes.none} style={{ borderRadius: radius }} role="img" aria-label={`${name}: no photograph`}>
        <Icon size={40} stroke={1.1} />
      </div>
    );
  }
  const small = portraitUrl(id, thumbnailDetectionId);
  return (
    <Photo
      src={sharp === undefined ? small : cropUrl(thumbnailDetectionId, sharp)}
      alt={name}
      ratio={1}
      radius={radius}
      style={sharp === undefined ? {} : { background: `center / cover url("${small}") var(--hb-empty)` }}
    />
  );
}
