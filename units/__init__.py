"""Units: who may speak in the hall, who belongs to their teams, and what each team may touch."""
