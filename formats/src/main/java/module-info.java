/**
 * Formats that need large libraries: Feather and Arrow, Parquet, MATLAB, HDF5. It exports nothing: its formats are found.
 *
 * @since 0.1
 */
@SuppressWarnings("requires-automatic") // DuckDB, jHDF, LZ4 and MFL have no descriptors
module org.espalier.formats {
    requires org.espalier.model;
    requires duckdb.jdbc;
    requires io.jhdf;
    requires java.sql;
    requires org.apache.arrow.compression;
    requires org.apache.arrow.memory.core;
    requires org.apache.arrow.vector;
    requires org.lz4.java;
    requires us.hebi.matlab.mat.mfl.core;

    provides org.espalier.model.io.NetworkFormat with
            org.espalier.formats.ArrowFormat,
            org.espalier.formats.ParquetFormat,
            org.espalier.formats.MatlabFormat,
            org.espalier.formats.Hdf5Format;
}
