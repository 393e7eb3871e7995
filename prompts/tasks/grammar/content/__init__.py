"""What the built-in mock model knows about Arabic mistakes: text banks, and how they become one triplet."""
