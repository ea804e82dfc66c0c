// Several files are taken in at the same time, and two of them may be the same photograph. Whoever has its hash first claims it; the other
// waits to see whether the first one makes it in.
import type { MediaId } from '../../../shared/domain/ids.ts';
import { newId } from '../../store/rows.ts';

interface Held {
  path: string;
  mediaId: MediaId;
  /** Resolves with whether the claimer's file was stored. */
  outcome: Promise<boolean>;
}
export type Claims = Map<string, Held>;

export interface Known {
  mediaId: MediaId;
  sameAs: string;
}
export interface Claim {
  /** The id the media will have. */
  mediaId: MediaId;
  /** The file is in its place (though not yet in the catalogue). */
  stored(): void;
  /** The file did not make it: the next one with the same bytes may try. */
  failed(): void;
  /** The catalogue knows the media; the claim is no longer needed. */
  release(): void;
}

/** @param find whether the catalogue knows the hash */
export async function claimHash(
  claims: Claims,
  sha256: string,
  path: string,
  find: () => Promise<Known | null>,
): Promise<Known | Claim> {
  for (;;) {
    const held = claims.get(sha256);
    if (held !== undefined) {
      if (await held.outcome) return { mediaId: held.mediaId, sameAs: held.path };
      continue;
    }
    const known = await find();
    if (known !== null) return known;
    // Somebody may have claimed it while the catalogue was asked.
    if (!claims.has(sha256)) return hold(claims, sha256, path);
  }
}

function hold(claims: Claims, sha256: string, path: string): Claim {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const mediaId = newId<MediaId>();
  claims.set(sha256, { path, mediaId, outcome: promise });
  return {
    mediaId,
    stored: () => resolve(true),
    failed: () => {
      claims.delete(sha256);
      resolve(false);
    },
    release: () => void claims.delete(sha256),
  };
}
