import { createContext } from 'react';

/** A file as `FileUpload` tells the card of it. */
export interface UploadedFile {
  readonly id: number;
  readonly name: string;
  readonly url: string;
}

/** Files of one card. They live as long as the page: HubSpot's file manager is not emulated. */
export interface Uploads {
  readonly add: (file: File) => UploadedFile;
  readonly remove: (id: number) => void;
  readonly list: () => readonly UploadedFile[];
  readonly subscribe: (listener: () => void) => () => void;
}

export function createUploads(): Uploads {
  const listeners = new Set<() => void>();
  const state: { files: readonly UploadedFile[]; count: number } = { files: [], count: 0 };
  const set = (files: readonly UploadedFile[]) => {
    state.files = files;
    for (const listener of listeners) listener();
  };
  return {
    add(file) {
      state.count += 1;
      const uploaded = { id: state.count, name: file.name, url: URL.createObjectURL(file) };
      set([...state.files, uploaded]);
      return uploaded;
    },
    remove(id) {
      const gone = state.files.find((file) => file.id === id);
      if (gone) URL.revokeObjectURL(gone.url);
      set(state.files.filter((file) => file.id !== id));
    },
    list: () => state.files,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

export const UploadsContext = createContext<Uploads>(createUploads());
