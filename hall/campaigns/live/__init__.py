"""Live reports: entries written on the spot, polled by open pages, read in order afterwards."""
