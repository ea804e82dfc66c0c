// The bridge between window and shell. It never grows: all calls are frames of the contract (shared/contract/).
import { contextBridge, ipcRenderer, webUtils } from 'electron';

contextBridge.exposeInMainWorld('herdbook', {
  send: (frame: unknown) => ipcRenderer.send('herdbook:frame', frame),
  onFrame: (listener: (frame: unknown) => void) => {
    const heard = (_event: unknown, frame: unknown) => listener(frame);
    ipcRenderer.on('herdbook:frame', heard);
    return () => ipcRenderer.off('herdbook:frame', heard);
  },
  pathsOf: (files: File[]) => files.map((file) => webUtils.getPathForFile(file)),
});
