"""The same edits in Rushes and in the programs people use today, side by side."""
