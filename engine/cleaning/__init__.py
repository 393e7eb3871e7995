"""Takes out of any file of rows what a run would refuse; of the others, at most personal data is changed."""
