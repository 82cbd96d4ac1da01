/** Bundles one file of src/web/client/ as a browser takes it. */
export declare function bundleOf(file: string): string;
