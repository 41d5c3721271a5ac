"""What is done in the portal, by residents, by the desk and by the clock."""

from steamie.people.refusals import Problem

NOBODY_OF_THAT_NAME = Problem("Nobody of this name is on that tenancy. Check the number, or leave it empty.", "tenancy")
