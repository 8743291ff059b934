"""The figures of a batch as Parquet."""

from pathlib import Path


def write_parquet(batch: Path) -> None:
    """Write the figures of a batch as Parquet, one row a figure, where duckdb is installed."""
    source = batch / "figures.csv"
    if not source.exists():
        return
    try:
        import duckdb
    except ModuleNotFoundError:
        return
    names = {name: f"{batch / name}".replace("'", "''") for name in ("figures.csv", "figures.parquet")}
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT version, cell, CAST(written AS DECIMAL(28, 8)) AS value FROM ("  # noqa: S608  quoted above
            f"UNPIVOT (SELECT * FROM read_csv('{names['figures.csv']}', header = true, all_varchar = true)) "
            "ON COLUMNS(* EXCLUDE version) INTO NAME cell VALUE written) WHERE written <> '') "
            f"TO '{names['figures.parquet']}' (FORMAT parquet, COMPRESSION zstd)"
        )
