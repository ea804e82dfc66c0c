// Makes resources/icon.png from resources/icon.svg; run it after changing the drawing: node scripts/icon.mjs
import sharp from 'sharp';

const resources = new URL('../resources/', import.meta.url).pathname;
await sharp(`${resources}icon.svg`).resize(512, 512).png({ compressionLevel: 9 }).toFile(`${resources}icon.png`);
