import chromium from '@sparticuz/chromium';

// Run by chromium.ts with TMPDIR set to the folder that the browser shall be unpacked to.
await chromium.executablePath();
