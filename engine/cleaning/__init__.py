"""Takes out of any file of rows what a run would refuse, and changes nothing of what it keeps."""
