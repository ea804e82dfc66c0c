// The first catalogue: places, media, events, detections, features, the register of individuals, the journal and the jobs.
// Immutable once released; later changes are new files.
import type { Migration } from './migration.ts';

export const firstCatalogue: Migration = {
  version: 1,
  name: 'first catalogue',
  sql: `
create table library (key text primary key, value text not null) strict, without rowid;

create table location (
  id text primary key,
  name text not null unique collate nocase check (length(trim(name)) > 0),
  latitude real check (latitude between -90 and 90),
  longitude real check (longitude between -180 and 180),
  notes text not null default '',
  created_at text not null
) strict;

create table deployment (
  id text primary key,
  location_id text references location(id) on delete restrict,
  folder text not null,
  make text,
  model text,
  serial text,
  timezone text not null,
  clock_correction text,
  species text check (species in ('deer', 'horse')),
  created_at text not null
) strict;
create index deployment_location on deployment(location_id);

create table import (
  id text primary key,
  job_id text references job(id) on delete set null,
  request text not null,
  state text not null,
  result text,
  started_at text not null,
  finished_at text
) strict;
create index import_job on import(job_id);

create table event (
  id text primary key,
  deployment_id text references deployment(id) on delete restrict,
  basis text not null check (basis in ('sequence', 'gap', 'single', 'manual')),
  started_at text,
  ended_at text
) strict;
create index event_deployment on event(deployment_id, started_at);
create index event_started on event(started_at);

create table media (
  id text primary key,
  sha256 text not null unique check (length(sha256) = 64),
  path text not null,
  storage text not null check (storage in ('copied', 'referenced')),
  name text not null,
  size_bytes integer not null,
  kind text not null check (kind in ('image', 'video')),
  format text not null,
  captured_at text,
  offset text,
  instant text,
  make text,
  model text,
  serial text,
  orientation integer check (orientation between 1 and 8),
  width integer,
  height integer,
  latitude real,
  longitude real,
  altitude real,
  temperature_c real,
  sequence_index integer,
  sequence_total integer,
  event_number integer,
  infrared integer check (infrared in (0, 1)),
  moon_phase text,
  damaged integer not null default 0 check (damaged in (0, 1)),
  deployment_id text references deployment(id) on delete restrict,
  event_id text references event(id) on delete set null,
  import_id text references import(id) on delete set null,
  status text not null default 'pending' check (status in ('pending', 'processing', 'completed', 'failed')),
  attempts integer not null default 0,
  error text,
  retry_at text,
  thumbnail text,
  imported_at text not null
) strict;
create index media_deployment on media(deployment_id, captured_at);
create index media_event on media(event_id);
create index media_import on media(import_id);
create index media_status on media(status);
create index media_captured on media(captured_at, id);

create table import_file (
  import_id text not null references import(id) on delete cascade,
  path text not null,
  source text not null,
  size_bytes integer not null,
  state text not null default 'waiting' check (state in ('waiting', 'imported', 'duplicate', 'skipped', 'failed')),
  reason text,
  media_id text references media(id) on delete set null,
  same_as text,
  primary key (import_id, path)
) strict, without rowid;
create index import_file_media on import_file(media_id);
create index import_file_state on import_file(import_id, state);

create table detection (
  id text primary key,
  media_id text not null references media(id) on delete cascade,
  category text not null check (category in ('animal', 'person', 'vehicle')),
  species text check (species in ('deer', 'horse', 'other')),
  class text,
  confidence real not null check (confidence between 0 and 1),
  x real not null check (x between 0 and 1),
  y real not null check (y between 0 and 1),
  width real not null check (width > 0 and width <= 1),
  height real not null check (height > 0 and height <= 1),
  source text not null,
  label text,
  flank text not null default 'unknown' check (flank in ('left', 'right', 'front', 'rear', 'unknown')),
  frame_ms real,
  by_person integer not null default 0 check (by_person in (0, 1)),
  deleted integer not null default 0 check (deleted in (0, 1)),
  created_at text not null
) strict;
create index detection_media on detection(media_id);
create index detection_species on detection(category, species) where deleted = 0;

create table feature (
  id integer primary key,
  detection_id text not null references detection(id) on delete cascade,
  kind text not null,
  model text not null,
  dimensions integer not null check (dimensions > 0),
  vector blob not null check (length(vector) = dimensions * 4),
  unique (detection_id, kind, model)
) strict;
create index feature_model on feature(kind, model);

create table individual (
  id text primary key,
  name text not null check (length(trim(name)) > 0),
  species text not null check (species in ('deer', 'horse')),
  sex text not null default 'unknown' check (sex in ('female', 'male', 'unknown')),
  class text,
  status text not null default 'alive' check (status in ('alive', 'dead', 'left', 'unknown')),
  provisional integer not null default 0 check (provisional in (0, 1)),
  notes text not null default '',
  tags text not null default '[]' check (json_valid(tags)),
  thumbnail blob check (thumbnail is null or length(thumbnail) <= 102400),
  thumbnail_detection_id text references detection(id) on delete set null,
  merged_into text references individual(id) on delete restrict,
  created_at text not null
) strict;
create index individual_species on individual(species) where merged_into is null;
create index individual_merged on individual(merged_into);
create index individual_thumbnail on individual(thumbnail_detection_id);

create table identification (
  id text primary key,
  detection_id text not null references detection(id) on delete cascade,
  individual_id text not null references individual(id) on delete cascade,
  state text not null check (state in ('proposed', 'confirmed', 'rejected')),
  score real,
  breakdown text check (breakdown is null or json_valid(breakdown)),
  decided_by text,
  decided_at text,
  created_at text not null,
  unique (detection_id, individual_id),
  check ((state = 'proposed') = (decided_by is null))
) strict;
create index identification_individual on identification(individual_id, state);
-- A detection is one animal: at most one proposal or confirmation stands at a time.
create unique index identification_standing on identification(detection_id) where state in ('proposed', 'confirmed');

create table journal (
  id integer primary key autoincrement,
  at text not null,
  person text not null,
  action text not null,
  summary text not null,
  changes text not null check (json_valid(changes)),
  individuals text not null default '[]' check (json_valid(individuals)),
  undone_at text
) strict;

create table job (
  id text primary key,
  kind text not null,
  title text not null,
  state text not null check (state in ('queued', 'running', 'completed', 'failed', 'cancelled')),
  priority integer not null default 0,
  payload text not null check (json_valid(payload)),
  result text,
  progress real not null default 0 check (progress between 0 and 1),
  detail text,
  attempts integer not null default 0,
  max_attempts integer not null default 3,
  error text,
  file text,
  lease_owner text,
  lease_until text,
  not_before text,
  created_at text not null,
  started_at text,
  finished_at text
) strict;
create index job_queue on job(state, priority desc, created_at);
`,
};
