// What only the computer in front of the person can answer. Electron's shell and the browser host each answer it their own way.
import { z } from 'zod';
import { call } from './call.ts';

/** Endings of files, without the dot. */
const Endings = z.array(z.string().regex(/^[a-z0-9]{1,10}$/)).max(10);

export const hostCalls = {
  'host.describe': call(
    'Where this window runs and what it can do.',
    z.object({}),
    z.object({
      kind: z.enum(['electron', 'browser']),
      version: z.string(),
      platform: z.string(),
      nativeDialogs: z.boolean(),
    }),
  ),
  'host.listFolder': call(
    'Folders and number of files inside a folder, for choosing one without a native dialog. No path: the home folder and drives.',
    z.object({ path: z.string().optional(), endings: Endings.default([]) }),
    z.object({
      path: z.string(),
      parent: z.string().nullable(),
      folders: z.array(z.object({ name: z.string(), path: z.string() })),
      files: z.number(),
      /** Files with one of the endings asked for. */
      matching: z.array(z.object({ name: z.string(), path: z.string() })),
      places: z.array(z.object({ name: z.string(), path: z.string() })),
    }),
  ),
  'host.pickFolders': call(
    'Ask with a native dialog for folders, or for files where endings are given; empty when cancelled or without such a dialog.',
    z.object({ title: z.string().max(200), multiple: z.boolean().default(true), endings: Endings.default([]) }),
    z.object({ paths: z.array(z.string()) }),
  ),
  'host.reveal': call(
    'Show a file in the file manager.',
    z.object({ path: z.string().min(1) }),
    z.object({ shown: z.boolean() }),
  ),
  'host.open': call(
    'Open a file with its usual program.',
    z.object({ path: z.string().min(1) }),
    z.object({ opened: z.boolean() }),
  ),
  'host.beginUpload': call(
    'Make a staging folder for files dropped into a browser; they are then sent to /upload/<session>/<relative path>.',
    z.object({}),
    z.object({ session: z.string(), folder: z.string() }),
  ),
  'host.dropUpload': call(
    'Remove what was sent to a staging folder and is not to be imported after all.',
    z.object({ session: z.string() }),
    z.object({ dropped: z.boolean() }),
  ),
};
