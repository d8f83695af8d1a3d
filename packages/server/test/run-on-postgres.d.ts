export declare function runOnPostgres(url: string, sql: string): Promise<void>
//# sourceMappingURL=run-on-postgres.d.ts.map
