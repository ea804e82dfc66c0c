// The window's pages: one build for Electron (app://herdbook/) and for the browser on loopback, both at the root of their host.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'renderer',
  base: '/',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome140',
    sourcemap: true,
    // Fonts and icons stay files of their own: the content security policy allows no data: addresses for them.
    assetsInlineLimit: 0,
    // The window loads from this machine's disk; a large file costs nothing there.
    chunkSizeWarningLimit: 4000,
  },
});
