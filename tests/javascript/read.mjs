// Prints the rows of a Parquet file as JSON, as hyparquet gives them; instants and days as ISO text.
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";

const file = await asyncBufferFromFile(process.argv[2]);
const rows = await parquetReadObjects({ file, compressors });
console.log(JSON.stringify(rows, (_, value) => (typeof value === "bigint" ? Number(value) : value)));
