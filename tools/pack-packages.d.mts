// Types of the packing of published packages.
export function packPackages(folder: string): Promise<{ name: string; version: string; file: string }[]>
