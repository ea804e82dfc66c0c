// Streams: one fixed camera's video, chunk after chunk, with a registry of its own of the horses seen there. What holds a horse's place in
// a registry carries a version, because two chunks may be processed at once. Immutable once released.
import type { Migration } from './migration.ts';

export const streams: Migration = {
  version: 2,
  name: 'streams',
  sql: `
create table stream (
  id text primary key,
  name text not null unique collate nocase check (length(trim(name)) > 0),
  created_at text not null
) strict;

create table chunk (
  id text primary key,
  stream_id text not null references stream(id) on delete cascade,
  -- Absolute path of the file as it was given.
  path text not null,
  -- Null until the file is in the library.
  media_id text references media(id) on delete set null,
  state text not null default 'waiting' check (state in ('waiting', 'processing', 'completed', 'failed')),
  error text,
  duration_ms real,
  -- Everything before this moment is saved; an interrupted chunk goes on here.
  done_ms real not null default 0,
  frames integer not null default 0,
  created_at text not null,
  started_at text,
  finished_at text,
  unique (stream_id, path)
) strict;
create unique index chunk_media on chunk(media_id);

create table stream_individual (
  stream_id text not null references stream(id) on delete cascade,
  individual_id text not null references individual(id) on delete cascade,
  label text not null,
  colour integer not null check (colour between 0 and 9),
  version integer not null default 1,
  detections integer not null default 0,
  last_seen text not null,
  -- The mean of the body vectors seen of it, of length 1 (little-endian float32), and the model that made them.
  model text not null,
  appearance blob not null,
  primary key (stream_id, individual_id),
  unique (stream_id, label)
) strict, without rowid;
create index stream_individual_individual on stream_individual(individual_id);
create index stream_individual_seen on stream_individual(stream_id, last_seen desc);

create table track (
  id text primary key,
  chunk_id text not null references chunk(id) on delete cascade,
  individual_id text references individual(id) on delete set null,
  first_ms real not null,
  last_ms real not null check (last_ms >= first_ms),
  detections integer not null default 0
) strict;
create index track_chunk on track(chunk_id, first_ms);
create index track_individual on track(individual_id);

create table track_detection (
  detection_id text primary key references detection(id) on delete cascade,
  track_id text not null references track(id) on delete cascade
) strict, without rowid;
create index track_detection_track on track_detection(track_id);
`,
};
